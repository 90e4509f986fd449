import { csvLine } from '../csv.js';
import type { Journey } from '../journey/schema.js';
import type { EventLog } from './log.js';
import type { MessageRow, SuppressionReason } from './result.js';
import { stringAt } from './strings.js';

/** What became of a message; the first is `sent`, the others are reasons for which it was suppressed (semantics §6). */
export const MESSAGE_OUTCOMES = ['sent', 'consent', 'frequencyCap', 'noAddress'] as const satisfies readonly (
  'sent' | SuppressionReason
)[];
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];

/** Messages of a run as columns, one element a message; `count` of them are valid. Plain data: workers send it as it is. */
export interface MessageColumns {
  count: number;
  /** UTC ms. */
  time: Float64Array;
  customer: Uint32Array;
  /** Place of the journey in the run, and of the node in the journey. */
  journey: Uint16Array;
  node: Uint16Array;
  entry: Uint16Array;
  /** Place of the variant in the node, or -1. */
  variant: Int16Array;
  /** Place in `MESSAGE_OUTCOMES`. */
  outcome: Uint8Array;
  /** 1 where quiet hours had delayed it. */
  delayed: Uint8Array;
}

/** Columns with room for `capacity` messages. */
export function emptyMessages(capacity = 0): MessageColumns {
  return {
    count: 0,
    time: new Float64Array(capacity),
    customer: new Uint32Array(capacity),
    journey: new Uint16Array(capacity),
    node: new Uint16Array(capacity),
    entry: new Uint16Array(capacity),
    variant: new Int16Array(capacity),
    outcome: new Uint8Array(capacity),
    delayed: new Uint8Array(capacity),
  };
}

const COLUMN_NAMES = ['time', 'customer', 'journey', 'node', 'entry', 'variant', 'outcome', 'delayed'] as const;

/** Makes room for at least `capacity` messages, keeping those there are. */
export function reserveMessages(messages: MessageColumns, capacity: number): void {
  if (capacity <= messages.time.length) return;
  const grown = emptyMessages(Math.max(capacity, messages.time.length * 2, 1024));
  for (const name of COLUMN_NAMES) grown[name].set(messages[name]);
  Object.assign(messages, grown, { count: messages.count });
}

/** Adds one message. */
export function addMessage(
  messages: MessageColumns,
  time: number,
  customer: number,
  journey: number,
  node: number,
  entry: number,
  variant: number,
  outcome: number,
  delayed = 0,
): void {
  const place = messages.count;
  reserveMessages(messages, place + 1);
  messages.time[place] = time;
  messages.customer[place] = customer;
  messages.journey[place] = journey;
  messages.node[place] = node;
  messages.entry[place] = entry;
  messages.variant[place] = variant;
  messages.outcome[place] = outcome;
  messages.delayed[place] = delayed;
  messages.count++;
}

/** The parts one after the other. */
export function concatMessages(parts: readonly MessageColumns[]): MessageColumns {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const all = emptyMessages(total);
  for (const part of parts) {
    for (const name of COLUMN_NAMES) all[name].set(part[name].subarray(0, part.count), all.count);
    all.count += part.count;
  }
  return all;
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * The order of the message list (semantics §7): by time, userId, journey, node, entry number, then sending order; strings
 * by UTF-16 code unit. @returns places in `messages`.
 */
export function messageOrder(messages: MessageColumns, log: EventLog, journeys: readonly Journey[]): Uint32Array {
  const names = new Map<number, string>();
  const userId = (customer: number): string => {
    let name = names.get(customer);
    if (name === undefined) names.set(customer, (name = stringAt(log.customerIds, customer)));
    return name;
  };
  const { time, customer, journey, node, entry } = messages;
  const journeyOf = (place: number): Journey | undefined => journeys[journey[place] ?? 0];
  const nodeOf = (place: number): string => journeyOf(place)?.nodes[node[place] ?? 0]?.id ?? '';
  const order = Uint32Array.from({ length: messages.count }, (_, place) => place);
  return order.sort((a, b) => {
    const byTime = (time[a] ?? 0) - (time[b] ?? 0);
    if (byTime !== 0) return byTime;
    const [customerA, customerB] = [customer[a] ?? 0, customer[b] ?? 0];
    if (customerA !== customerB) return compareText(userId(customerA), userId(customerB));
    return (
      compareText(journeyOf(a)?.id ?? '', journeyOf(b)?.id ?? '') ||
      compareText(nodeOf(a), nodeOf(b)) ||
      (entry[a] ?? 0) - (entry[b] ?? 0) ||
      a - b
    );
  });
}

/** One message in the words of the message list (semantics §7). */
export function messageRow(messages: MessageColumns, place: number, log: EventLog, journeys: readonly Journey[]): MessageRow {
  const journey = journeys[messages.journey[place] ?? 0];
  const node = journey?.nodes[messages.node[place] ?? 0];
  const variant = node?.type === 'email' ? node.config.variants?.[messages.variant[place] ?? -1] : undefined;
  const outcome = MESSAGE_OUTCOMES[messages.outcome[place] ?? 0] ?? 'sent';
  return {
    time: new Date(messages.time[place] ?? 0).toISOString(),
    userId: stringAt(log.customerIds, messages.customer[place] ?? 0),
    journey: journey?.id ?? '',
    node: node?.id ?? '',
    entry: messages.entry[place] ?? 0,
    variant: variant?.id ?? '',
    status: outcome === 'sent' ? 'sent' : 'suppressed',
    reason: outcome === 'sent' ? '' : outcome,
  };
}

/** The number of a message among those of its step in its entry, from 0: with it a message of a run is named (semantics §6). */
export function messageCount({ customer, journey, node, entry }: MessageColumns, place: number): number {
  let count = 0;
  // The messages of a customer lie one after the other, in the order in which they were sent.
  for (let before = place - 1; before >= 0 && customer[before] === customer[place]; before--)
    if (journey[before] === journey[place] && node[before] === node[place] && entry[before] === entry[place]) count++;
  return count;
}

const COLUMNS = ['time', 'userId', 'journey', 'node', 'entry', 'variant', 'status', 'reason'] as const;

/** The message list as CSV (semantics §7), in the given order, lines ending in LF. */
export function messagesCsv(messages: MessageColumns, order: Uint32Array, log: EventLog, journeys: readonly Journey[]): string {
  const lines = [csvLine(COLUMNS)];
  for (const place of order) {
    const row = messageRow(messages, place, log, journeys);
    lines.push(csvLine(COLUMNS.map((name) => row[name])));
  }
  return lines.join('');
}
