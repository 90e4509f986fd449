import { createHash } from 'node:crypto';
import { EngineError } from '../../../../shared/contract/error.js';
import { emailIdOf, type OutboxMessage } from '../../../../shared/delivery/outbox.js';
import { messageValues } from '../../../../shared/email/values.js';
import type { NodeOf } from '../../../../shared/journey/schema.js';
import { commonOf, Letters, type Step } from '../../emails/letters.js';
import type { ProjectSession } from '../../projects/sessions.js';
import type { Call } from '../../registry.js';
import type { Simulator } from '../../simulations/simulator.js';
import type { Replayed } from '../replay.js';
import type { Prepared } from '../sender.js';
import { momentsAhead } from '../writer.js';
import { hostOf, webhookFault, webhookMethod } from './address.js';
import { CompiledBody } from './body.js';
import type { HostRests } from './rests.js';

/** Writes calls of a replay, each with what was known of its customer when the entry came by. */
export class CallPreparer {
  private readonly nodeOf: ReadonlyMap<string, NodeOf<'webhook'>>;
  private write: Promise<(row: OutboxMessage) => Promise<{ type: string; text: string; missing: string[] }>> | undefined;

  constructor(
    private readonly session: Pick<ProjectSession, 'store' | 'log' | 'logs'>,
    private readonly simulator: Simulator,
    private readonly replayed: Replayed,
    private readonly rests: HostRests,
    private readonly call: Call,
  ) {
    this.nodeOf = new Map(
      replayed.messages.flatMap(({ emailId, version, node: id }) => {
        const node = replayed.versions[version]?.journey.nodes.find((each) => each.id === id);
        return node?.type === 'webhook' ? [[emailId, node] as const] : [];
      }),
    );
  }

  async prepare(row: OutboxMessage): Promise<Prepared> {
    const config = this.nodeOf.get(emailIdOf(row))?.config;
    if (!config) return { kind: 'held', reason: 'The data no longer holds what this call was for.' };
    const url = config.url.trim();
    const { webhooks, secret } = this.session.store.delivery.settings();
    const method = webhookMethod(config.method);
    const fault = webhookFault(url, webhooks) ?? (method ? undefined : `“${config.method ?? ''}” is no method of a call`);
    if (fault !== undefined || !method)
      return { kind: 'held', reason: `It cannot be called: ${fault ?? ''}. Mend the step, and update the live journey.` };
    const rests = this.rests.until(hostOf(url));
    if (rests !== undefined) return { kind: 'postponed', until: rests, reason: `${hostOf(url)} does not answer at the moment.` };
    this.write ??= this.open();
    const { type, text, missing } = await (await this.write)(row);
    const [first] = missing;
    if (first !== undefined)
      return { kind: 'held', reason: `A value is missing: {{ ${first} }} in the body. Give it a default, or drop the call.` };
    const content = method === 'GET' ? undefined : { type, text };
    return { kind: 'call', call: { key: keyOf(secret, row), url: new URL(url).href, method, content } };
  }

  private async open(): Promise<(row: OutboxMessage) => Promise<{ type: string; text: string; missing: string[] }>> {
    const { session, simulator, replayed, call } = this;
    const letters = await Letters.open(session, simulator, replayed.run, bodySteps(replayed), call);
    const momentOf = momentsAhead(session, letters, replayed, call);
    const { settings } = commonOf(session);
    return async (row) => {
      const moment = await momentOf(row);
      const body = moment && letters.templateOf(moment);
      if (!body) throw new EngineError('invalid', 'The journey does not say this call any more.');
      return body.render(row, { ...moment, values: messageValues(moment.values, settings, { unsubscribe: '' }) });
    };
  }
}

function bodySteps({ run }: Replayed): Step<CompiledBody>[] {
  return run.journeys.flatMap(({ nodes }, journey) =>
    nodes.flatMap((each, node) =>
      each.type === 'webhook' ? [{ journey, node, variant: -1, template: CompiledBody.compile(each.config.body) }] : [],
    ),
  );
}

/** The key of a call as a header can carry it, whatever stands in a customer's id; other projects have others. */
function keyOf(project: string, row: OutboxMessage): string {
  return createHash('sha256')
    .update(`${project}/${emailIdOf(row)}`)
    .digest('hex')
    .slice(0, 40);
}
