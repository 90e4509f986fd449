import { EngineError } from '../../../../shared/contract/error.js';
import type { Journey, NodeOf } from '../../../../shared/journey/schema.js';
import { nodeTitle } from '../../../../shared/journey/words/node.js';
import type { LiveVersion } from '../replay.js';
import { hostOf, webhookFault, webhookMethod, type WebhookRules } from './address.js';
import { CompiledBody } from './body.js';

/** The webhook steps of a live journey, in whatever version people are inside. */
export function webhookSteps(versions: readonly LiveVersion[], journeyId: string): NodeOf<'webhook'>[] {
  return versions
    .filter(({ journey, activation, until }) => journey.id === journeyId && until === Infinity && activation.status !== 'ended')
    .flatMap(({ journey }) => webhooksOf(journey));
}

function webhooksOf({ nodes }: Journey): NodeOf<'webhook'>[] {
  return nodes.flatMap((node) => (node.type === 'webhook' ? [node] : []));
}

/** Webhook steps that cannot be called as they are, in words. */
export function webhookFaults(steps: readonly NodeOf<'webhook'>[], rules: WebhookRules): string[] {
  const faults = steps.flatMap((node) => {
    const fault = stepFault(node, rules);
    return fault === undefined ? [] : [`The webhook step “${nodeTitle(node)}”: ${fault}.`];
  });
  return [...new Set(faults)];
}

function stepFault({ config: { url, method, body } }: NodeOf<'webhook'>, rules: WebhookRules): string | undefined {
  const fault = webhookFault(url, rules);
  if (fault !== undefined) return fault;
  if (!webhookMethod(method)) return `“${(method ?? '').slice(0, 40)}” is no method of a call`;
  try {
    CompiledBody.compile(body);
    return undefined;
  } catch (error) {
    if (error instanceof EngineError) return error.message.replace(/\.$/, '');
    throw error;
  }
}

/** Calls by the host that is called, most first. @param hosts named even where there is no call. */
export function callsByHost(
  calls: readonly { address: string; calls: number }[],
  hosts: readonly string[] = [],
): { host: string; calls: number }[] {
  const counts = new Map(hosts.map((host) => [host, 0]));
  for (const { address, calls: count } of calls) {
    const host = hostOf(address);
    counts.set(host, (counts.get(host) ?? 0) + count);
  }
  return [...counts].map(([host, count]) => ({ host, calls: count })).sort((a, b) => b.calls - a.calls);
}
