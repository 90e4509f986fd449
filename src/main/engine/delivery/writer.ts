import { EngineError } from '../../../shared/contract/error.js';
import type { OutboxMessage } from '../../../shared/delivery/outbox.js';
import { emailIdOf } from '../../../shared/delivery/outbox.js';
import type { MessageSource } from '../../../shared/email/template.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { compileOrRefuse, compileTemplate, type CompiledTemplate } from '../emails/renderer.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import type { WriteMessage } from './prepare.js';
import type { LiveVersion, Replayed } from './replay.js';

type Templates = Pick<ProjectSession, 'store'>;

/** What an e-mail step (or its variant) sends. @throws EngineError `invalid` when it names no template of the project. */
export function sourceOf({ store }: Templates, journey: Journey, nodeId: string, variantId: string): MessageSource {
  const node = journey.nodes.find(({ id }) => id === nodeId);
  if (node?.type !== 'email') throw new EngineError('invalid', `“${journey.name}” has no e-mail step "${nodeId}" any more.`);
  const own = node.config;
  const variant = own.variants?.find(({ id }) => id === variantId);
  const id = variant?.template ?? own.template ?? '';
  const template = store.templates.find(id);
  if (!template) {
    const what = id === '' ? 'names no template' : `names the template "${id}", which the project does not have`;
    throw new EngineError('invalid', `The e-mail step “${node.name ?? node.id}” of “${journey.name}” ${what}.`);
  }
  const { mjml, text } = template;
  return { mjml, text, subject: variant?.subject ?? own.subject, preheader: variant?.preheader ?? own.preheader };
}

/** Steps of a live journey that have nothing sound to send, in words. */
export async function templateFaults(session: Templates, versions: readonly LiveVersion[], journeyId: string): Promise<string[]> {
  const faults = new Set<string>();
  for (const { journey, activation, until } of versions) {
    if (journey.id !== journeyId || until !== Infinity || activation.status === 'ended') continue;
    for (const node of journey.nodes) {
      if (node.type !== 'email') continue;
      for (const variant of node.config.variants?.map(({ id }) => id) ?? ['']) {
        const fault = await faultOf(session, journey, node.id, variant);
        if (fault !== undefined) faults.add(fault);
      }
    }
  }
  return [...faults];
}

async function faultOf(session: Templates, journey: Journey, node: string, variant: string): Promise<string | undefined> {
  try {
    const source = sourceOf(session, journey, node, variant);
    const { problems } = await compileTemplate(source);
    return problems.find(({ severity }) => severity === 'error')?.message;
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
}

/** Writes messages of a replay; each template is compiled once. */
export function writerFor(session: Pick<ProjectSession, 'store' | 'log'>, replayed: Replayed, _: Call): Promise<WriteMessage> {
  const versionOf = new Map(replayed.messages.map(({ emailId, version }) => [emailId, version]));
  const compiled = new Map<string, Promise<CompiledTemplate>>();
  const templateOf = (row: OutboxMessage): Promise<CompiledTemplate> => {
    const place = versionOf.get(emailIdOf(row)) ?? -1;
    const key = `${String(place)} ${row.node} ${row.variant}`;
    const journey = replayed.versions[place]?.journey;
    if (!journey) throw new EngineError('invalid', 'The journey of this message is gone.');
    const known = compiled.get(key) ?? compileOrRefuse(sourceOf(session, journey, row.node, row.variant), row.node);
    compiled.set(key, known);
    return known;
  };
  return Promise.resolve(async (row, links) => {
    const template = await templateOf(row);
    const traits = (await session.log.customer(row.userId))?.traits ?? {};
    const values = {
      ...traits,
      customer: { ...traits, id: row.userId },
      links: { ...links },
      unsubscribe_url: links.unsubscribe,
    };
    return template.render({ values, shown: template.blocks.map(() => true) });
  });
}
