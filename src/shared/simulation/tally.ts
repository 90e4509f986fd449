import { END_REASONS, SUPPRESSION_REASONS, type EndReason, type JourneyResult, type SuppressionReason } from './result.js';
import type { Journey } from '../journey/schema.js';

/** Counts of one variant of an e-mail node. */
export interface VariantCounts {
  sent: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
}

export type ResponseKind = 'opened' | 'clicked' | 'unsubscribed';

/** The counts of one journey while it runs, by place of node and edge. Counts of parts of the customers add up. */
export interface JourneyTally {
  entries: number;
  customers: number;
  active: number;
  overflow: number;
  heldOut: number;
  converted: number;
  heldOutConverted: number;
  exits: Record<EndReason, number>;
  reached: Float64Array;
  left: Float64Array;
  waiting: Float64Array;
  ended: Float64Array;
  edges: Float64Array;
  sent: number;
  suppressed: Record<SuppressionReason, number>;
  delayed: number;
  responses: Record<ResponseKind, number>;
  /** By place of the node, then by place of the variant. */
  variants: Map<number, VariantCounts[]>;
}

/** A tally of nothing for a journey. */
export function emptyTally(journey: Journey): JourneyTally {
  const perNode = (): Float64Array => new Float64Array(journey.nodes.length);
  const variants = journey.nodes.flatMap((node, place): [number, VariantCounts[]][] => {
    const list = node.type === 'email' ? node.config.variants : undefined;
    return list ? [[place, list.map(() => ({ sent: 0, opened: 0, clicked: 0, unsubscribed: 0 }))]] : [];
  });
  return {
    entries: 0,
    customers: 0,
    active: 0,
    overflow: 0,
    heldOut: 0,
    converted: 0,
    heldOutConverted: 0,
    exits: { end: 0, goal: 0, exitWhen: 0, exit: 0, loop: 0 },
    reached: perNode(),
    left: perNode(),
    waiting: perNode(),
    ended: perNode(),
    edges: new Float64Array(journey.edges.length),
    sent: 0,
    suppressed: { consent: 0, frequencyCap: 0, noAddress: 0 },
    delayed: 0,
    responses: { opened: 0, clicked: 0, unsubscribed: 0 },
    variants: new Map(variants),
  };
}

const PLAIN_COUNTS = [
  'entries',
  'customers',
  'active',
  'overflow',
  'heldOut',
  'converted',
  'heldOutConverted',
  'sent',
  'delayed',
] as const;
const NODE_COUNTS = ['reached', 'left', 'waiting', 'ended', 'edges'] as const;

/** Adds the counts of another part of the customers to `sum`. */
export function addTally(sum: JourneyTally, part: JourneyTally): void {
  for (const name of PLAIN_COUNTS) sum[name] += part[name];
  for (const reason of END_REASONS) sum.exits[reason] += part.exits[reason];
  for (const reason of SUPPRESSION_REASONS) sum.suppressed[reason] += part.suppressed[reason];
  for (const name of NODE_COUNTS) part[name].forEach((count, place) => (sum[name][place] = (sum[name][place] ?? 0) + count));
  addResponses(sum.responses, part.responses);
  for (const [node, variants] of part.variants) {
    const into = sum.variants.get(node);
    variants.forEach((counts, place) => {
      const target = into?.[place];
      if (!target) return;
      target.sent += counts.sent;
      addResponses(target, counts);
    });
  }
}

function addResponses(sum: Record<ResponseKind, number>, part: Record<ResponseKind, number>): void {
  sum.opened += part.opened;
  sum.clicked += part.clicked;
  sum.unsubscribed += part.unsubscribed;
}

/** A journey whose counts contradict each other: a fault of the simulator, never of the data (semantics §7). */
export class InconsistentCounts extends Error {
  override readonly name = 'InconsistentCounts';
}

/** Checks `reached = left + waiting + ended` and `entries = active + exits` (semantics §7). @throws InconsistentCounts */
export function checkTally(journey: Journey, tally: JourneyTally): void {
  journey.nodes.forEach(({ id }, place) => {
    const [reached, left, waiting, ended] = [tally.reached, tally.left, tally.waiting, tally.ended].map(
      (counts) => counts[place] ?? 0,
    );
    if (reached !== (left ?? 0) + (waiting ?? 0) + (ended ?? 0)) {
      throw new InconsistentCounts(
        `Journey "${journey.id}", node "${id}": ${String(reached)} reached, but ${String(left)} left, ${String(waiting)} waiting and ${String(ended)} ended`,
      );
    }
  });
  const exits = END_REASONS.reduce((sum, reason) => sum + tally.exits[reason], 0);
  if (tally.entries !== tally.active + exits) {
    throw new InconsistentCounts(
      `Journey "${journey.id}": ${String(tally.entries)} entries, but ${String(tally.active)} active and ${String(exits)} exits`,
    );
  }
}

function variantResults(journey: Journey, tally: JourneyTally): JourneyResult['messages']['byVariant'] {
  const byVariant: [string, Record<string, VariantCounts>][] = [];
  for (const [place, counts] of tally.variants) {
    const node = journey.nodes[place];
    if (node?.type !== 'email') continue;
    const occurred = (node.config.variants ?? []).flatMap((variant, index): [string, VariantCounts][] => {
      const found = counts[index];
      return found && found.sent > 0 ? [[variant.id, { ...found }]] : [];
    });
    if (occurred.length > 0) byVariant.push([node.id, Object.fromEntries(occurred)]);
  }
  return Object.fromEntries(byVariant);
}

/** The tally in the form of semantics §7. @throws InconsistentCounts */
export function journeyResult(journey: Journey, tally: JourneyTally): JourneyResult {
  checkTally(journey, tally);
  const { entries, customers, active, overflow, heldOut, converted, heldOutConverted } = tally;
  return {
    id: journey.id,
    entries,
    customers,
    active,
    overflow,
    heldOut,
    converted,
    heldOutConverted,
    exits: { ...tally.exits },
    nodes: Object.fromEntries(
      journey.nodes.map(({ id }, place) => [
        id,
        {
          reached: tally.reached[place] ?? 0,
          left: tally.left[place] ?? 0,
          waiting: tally.waiting[place] ?? 0,
          ended: tally.ended[place] ?? 0,
        },
      ]),
    ),
    edges: Object.fromEntries(journey.edges.map(({ id }, place) => [id, tally.edges[place] ?? 0])),
    messages: {
      sent: tally.sent,
      suppressed: { ...tally.suppressed },
      delayed: tally.delayed,
      ...tally.responses,
      byVariant: variantResults(journey, tally),
    },
  };
}
