import type { DeliveryPreview } from '../../../shared/contract/delivery.js';
import type { Condition } from '../../../shared/condition/schema.js';
import { sameJson } from '../../../shared/journey/same-json.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import type { Simulator } from '../simulations/simulator.js';
import { countCondition } from '../simulations/use-cases.js';
import type { Replayed, ReplayedMessage } from './replay.js';

/**
 * The messages that are due either way, but are written by another text of their template, by what that template is called.
 * @param was by key; `will` likewise.
 */
export function rewritten(
  { templates }: Pick<ProjectSession['store'], 'templates'>,
  [before, was]: [Replayed, ReadonlyMap<string, ReplayedMessage>],
  [after, will]: [Replayed, ReadonlyMap<string, ReplayedMessage>],
): DeliveryPreview['rewritten'] {
  const counts = new Map<string, number>();
  for (const [key, later] of will) {
    const earlier = was.get(key);
    const now = writtenBy(after, later);
    if (!earlier || now === undefined || writtenBy(before, earlier)?.hash === now.hash) continue;
    counts.set(now.template, (counts.get(now.template) ?? 0) + 1);
  }
  return [...counts].map(([id, messages]) => ({ template: templates.find(id)?.name ?? id, messages }));
}

function writtenBy({ versions }: Replayed, message: ReplayedMessage): { template: string; hash: string | undefined } | undefined {
  const version = versions[message.version];
  const node = version?.journey.nodes.find(({ id }) => id === message.node);
  if (node?.type !== 'email') return undefined;
  const { variants = [], template } = node.config;
  const named = variants.find(({ id }) => id === message.variant)?.template ?? template ?? '';
  return { template: named, hash: version?.contents.templateHash(named) };
}

/** The segments that would be another question, with how many customers come in and go out at an instant. @throws EngineError `cancelled`. */
export async function resorted(
  session: Pick<ProjectSession, 'store' | 'logs'>,
  simulator: Simulator,
  { before, after, journey, at }: { before: Replayed; after: Replayed; journey: string; at: number },
  call: Call,
): Promise<DeliveryPreview['resorted']> {
  const names = new Map(session.store.segments.list().map(({ id, name }) => [id, name]));
  const [was, will] = [segmentsIn(before, journey), segmentsIn(after, journey)];
  const membersOf = async (segments: Readonly<Record<string, Condition>>, condition: Condition): Promise<Set<string>> => {
    const asked = { logs: session.logs, condition, segments, timezone: undefined, at: new Date(at).toISOString() };
    return new Set((await countCondition(simulator, asked, call)).matching);
  };
  const found: DeliveryPreview['resorted'] = [];
  for (const [id, condition] of Object.entries(will)) {
    const earlier = Object.hasOwn(was, id) ? was[id] : undefined;
    if (!earlier || sameJson(earlier, condition)) continue;
    const [out, inside] = [await membersOf(was, earlier), await membersOf(will, condition)];
    found.push({ segment: names.get(id) ?? id, come: inside.difference(out).size, go: out.difference(inside).size });
  }
  return found;
}

/** The segments of a journey's latest version. */
function segmentsIn({ versions }: Replayed, journey: string): Readonly<Record<string, Condition>> {
  return versions.findLast(({ activation }) => activation.journey === journey)?.contents.segments ?? {};
}
