import { EngineError } from '../../../shared/contract/error.js';
import { emailIdOf } from '../../../shared/delivery/outbox.js';
import type { MessageSource } from '../../../shared/email/template.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { compileOrRefuse, compileTemplate, type CompiledTemplate } from '../emails/renderer.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { BlockVerdicts } from './blocks.js';
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

/**
 * Writes messages of a replay; each template is compiled once. A block with a condition is shown to those for whom it holds with the
 * history up to the instant at which the message fell due.
 */
export async function writerFor(
  session: Pick<ProjectSession, 'store' | 'log' | 'logs'>,
  replayed: Replayed,
  call: Call,
): Promise<WriteMessage> {
  const templates = await compiledTemplates(session, replayed);
  const blocks = [...templates.values()].flatMap((template) => template.blocks.map(({ condition }) => condition));
  const verdicts = await BlockVerdicts.create(session, blocks, call.signal);
  const versionOf = new Map(replayed.messages.map(({ emailId, version }) => [emailId, version]));
  return async (row, links) => {
    const place = versionOf.get(emailIdOf(row)) ?? -1;
    const journey = replayed.versions[place]?.journey;
    if (!journey) throw new EngineError('invalid', 'The journey of this message is gone.');
    const template = templates.get(keyOf(place, row.node, row.variant));
    if (!template) return (await compileOrRefuse(sourceOf(session, journey, row.node, row.variant), row.node)).render(NOBODY);
    const traits = (await session.log.customer(row.userId))?.traits ?? {};
    const values = {
      ...traits,
      customer: { ...traits, id: row.userId },
      links: { ...links },
      unsubscribe_url: links.unsubscribe,
    };
    return template.render({ values, shown: template.blocks.map(({ condition }) => verdicts.holds(condition, journey, row)) });
  };
}

const NOBODY = { values: {}, shown: [] };

function keyOf(version: number, node: string, variant: string): string {
  return `${String(version)} ${node} ${variant}`;
}

/** The templates of all steps that have a sound one. */
async function compiledTemplates(session: Templates, { versions }: Replayed): Promise<Map<string, CompiledTemplate>> {
  const compiled = new Map<string, CompiledTemplate>();
  for (const [place, { journey }] of versions.entries()) {
    for (const node of journey.nodes) {
      if (node.type !== 'email') continue;
      for (const variant of node.config.variants?.map(({ id }) => id) ?? ['']) {
        if ((await faultOf(session, journey, node.id, variant)) !== undefined) continue;
        const { template } = await compileTemplate(sourceOf(session, journey, node.id, variant));
        if (template) compiled.set(keyOf(place, node.id, variant), template);
      }
    }
  }
  return compiled;
}
