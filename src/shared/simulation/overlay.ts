import { formatChange, formatNumber, formatPercent } from '../format.js';
import { handlesOf } from '../journey/handles.js';
import type { DraftEdge, DraftNode, JourneyDraft } from '../journey/schema.js';
import type { JourneyResult } from './result.js';

/** A number on a node and what it counts: **1 038** sent. */
export interface Figure {
  count: number;
  label: string;
  /** Share of 0 … 1, shown instead of the count where the share says more. */
  share?: number;
  /** Whether it is a difference, shown with its sign. */
  change?: true;
  tone?: 'warning' | 'accent';
}

/** A figure's number as it is shown: “1,038”, “33%”, “−12”. */
export function figureText({ count, share, change }: Figure): string {
  if (share !== undefined) return formatPercent(share);
  return change ? formatChange(count) : formatNumber(count);
}

/** What the numbers on the canvas count. */
export const MEASURES = ['entries', 'customers', 'messages'] as const;
export type Measure = (typeof MEASURES)[number];

/** What became of those who arrived at a node, as shares of 0 … 1 that add up to 1. */
export interface DropOff {
  left: number;
  waiting: number;
  ended: number;
}

/** How many took one way out of a node, and which share of those who left it. */
export interface WayFigure {
  count: number;
  share: number;
}

export interface NodeFigures {
  figures: readonly Figure[];
  ways: Readonly<Record<string, WayFigure>>;
  dropOff?: DropOff;
  /** How many arrived, of 0 … 1 of those who arrived at the busiest node. */
  heat?: number;
}

export interface EdgeFigures {
  count: number;
  /** By how much it differs from another run, where two are compared. */
  change?: number;
  /** What is counted. */
  unit: Measure;
  /** Thickness of the line in pixels. */
  width: number;
}

/** What a run did, ready to be drawn on nodes and edges. */
export interface RunOverlay {
  nodes: ReadonlyMap<string, NodeFigures>;
  edges: ReadonlyMap<string, EdgeFigures>;
}

/** Messages of one e-mail node that were sent and held back, as the message list of the run counts them. */
export interface NodeMessages {
  sent: number;
  suppressed: number;
}

/** Counts beyond those of the result: how many different customers, by ids of nodes and edges. */
export interface CustomerCounts {
  nodes: ReadonlyMap<string, number>;
  edges: ReadonlyMap<string, number>;
}

export interface OverlayOptions {
  measure: Measure;
  /** Needed to count customers; entries are counted while they are not known. */
  customers?: CustomerCounts | undefined;
  heat: boolean;
}

const MIN_WIDTH = 1.5;
const MAX_WIDTH = 14;

/** The thickness of a line along which `count` went, where `most` went along the busiest. */
export function flowWidth(count: number, most: number): number {
  return count === 0 ? MIN_WIDTH : MIN_WIDTH + (MAX_WIDTH - MIN_WIDTH) * Math.sqrt(Math.min(1, count / Math.max(1, most)));
}

/**
 * The counts of a run for each node and edge of the draft (semantics §7). `messages` holds what is known of single e-mail
 * nodes, because a result counts messages by variant only.
 */
export function overlayOf(
  draft: JourneyDraft,
  result: JourneyResult,
  messages: ReadonlyMap<string, NodeMessages> = new Map(),
  options: OverlayOptions = { measure: 'entries', heat: false },
): RunOverlay {
  const customers = options.measure === 'customers' ? options.customers : undefined;
  const unit: Measure = options.measure === 'messages' ? 'messages' : customers ? 'customers' : 'entries';
  const edgeCount = (edge: DraftEdge): number => {
    if (unit === 'messages') return messages.get(edge.source)?.sent ?? 0;
    return (customers ? customers.edges.get(edge.id) : result.edges[edge.id]) ?? 0;
  };
  const most = Math.max(1, ...draft.edges.map(edgeCount));
  const edges = new Map(
    draft.edges.map((edge) => {
      const count = edgeCount(edge);
      return [edge.id, { count, unit, width: flowWidth(count, most) }] as const;
    }),
  );
  const bySource = new Map<string, DraftEdge[]>();
  for (const edge of draft.edges) bySource.set(edge.source, [...(bySource.get(edge.source) ?? []), edge]);
  const triggers = draft.nodes.filter((node) => node.type === 'trigger').length;
  const busiest = Math.max(1, ...Object.values(result.nodes).map(({ reached }) => reached));
  const nodes = new Map<string, NodeFigures>();
  for (const node of draft.nodes) {
    const count = result.nodes[node.id];
    // A node that was added after the run has no counts, not zero of them.
    if (!count) continue;
    const dropOff = bySource.has(node.id) ? dropOffOf(count) : undefined;
    nodes.set(node.id, {
      figures: figuresIn(unit, node, count, result, messages.get(node.id), triggers, customers),
      ways: waysOf(node, bySource.get(node.id) ?? [], result),
      ...(dropOff && { dropOff }),
      ...(options.heat && { heat: count.reached / busiest }),
    });
  }
  return { nodes, edges };
}

/** For nodes that lead on: where journeys are meant to end nobody drops off. */
function dropOffOf({ reached, left, waiting, ended }: Count): DropOff | undefined {
  if (reached === 0) return undefined;
  return { left: left / reached, waiting: waiting / reached, ended: ended / reached };
}

function figuresIn(
  unit: Measure,
  node: DraftNode,
  count: Count,
  result: JourneyResult,
  messages: NodeMessages | undefined,
  triggers: number,
  customers: CustomerCounts | undefined,
): Figure[] {
  if (unit === 'messages') return messages ? mailFigures(messages) : [];
  if (!customers) return figuresOf(node, count, result, messages, triggers);
  const here = customers.nodes.get(node.id) ?? 0;
  const share = result.customers > 0 ? here / result.customers : 0;
  return [
    { count: here, label: plural(here, 'customer') },
    ...(node.type === 'trigger' || share === 0 ? [] : [{ count: here, label: 'of all', share }]),
  ];
}

type Count = JourneyResult['nodes'][string];

function waysOf(node: DraftNode, edges: readonly DraftEdge[], result: JourneyResult): Record<string, WayFigure> {
  const handles = handlesOf(node);
  const count = result.nodes[node.id];
  const taken = new Map(edges.map((edge) => [edge.sourceHandle, result.edges[edge.id] ?? 0]));
  const open = handles.filter((handle) => !taken.has(handle));
  const [onlyOpen] = open;
  // A way out with no edge ends the entry there; with one such way, and no waiting at the node, all endings are its own.
  if (onlyOpen !== undefined && open.length === 1 && node.type !== 'waitFor') taken.set(onlyOpen, count?.ended ?? 0);
  const total = [...taken.values()].reduce((sum, each) => sum + each, 0);
  return Object.fromEntries([...taken].map(([handle, each]) => [handle, { count: each, share: total === 0 ? 0 : each / total }]));
}

function figuresOf(
  node: DraftNode,
  count: Count,
  result: JourneyResult,
  messages: NodeMessages | undefined,
  triggers: number,
): Figure[] {
  const ended = count.ended > 0 ? [{ count: count.ended, label: 'ended here' }] : [];
  switch (node.type) {
    case 'trigger':
      return triggers === 1
        ? [
            { count: result.customers, label: plural(result.customers, 'customer') },
            { count: result.entries, label: plural(result.entries, 'entry', 'entries') },
          ]
        : [{ count: count.reached, label: plural(count.reached, 'entry', 'entries') }];
    case 'email':
      return messages ? mailFigures(messages) : [{ count: count.reached, label: 'arrived' }, ...ended];
    case 'wait':
    case 'waitFor':
      return [
        { count: count.reached, label: 'arrived' },
        { count: count.waiting, label: 'waiting' },
      ];
    case 'update':
      return [{ count: count.reached, label: 'updated' }, ...ended];
    case 'webhook':
      return [{ count: count.reached, label: plural(count.reached, 'call') }, ...ended];
    case 'exit':
      return [
        { count: count.ended, label: 'left here' },
        ...(result.entries > 0 ? [{ count: count.ended, label: 'of entries', share: count.ended / result.entries }] : []),
      ];
    case 'branch':
    case 'switch':
    case 'split':
      return [];
  }
}

function mailFigures({ sent, suppressed }: NodeMessages): Figure[] {
  return [
    { count: sent, label: 'sent' },
    { count: suppressed, label: 'held back', ...(suppressed > 0 && { tone: 'warning' }) },
  ];
}

function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}
