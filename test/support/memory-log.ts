import type { Scalar } from '../../src/shared/condition/comparison.js';
import { VALUE_KIND, type EventLog, type ValueColumn } from '../../src/shared/simulation/log.js';
import { stringTable } from '../../src/shared/simulation/strings.js';

/** An event as a test writes it. */
export interface TestEvent {
  userId: string;
  event: string;
  /** UTC ms. */
  time: number;
  properties?: Readonly<Record<string, Scalar>>;
}

export interface TestCustomer {
  userId: string;
  traits: Readonly<Record<string, Scalar>>;
}

function kindOf(value: Scalar): number {
  if (typeof value === 'number') return VALUE_KIND.number;
  return typeof value === 'boolean' ? VALUE_KIND.boolean : VALUE_KIND.string;
}

function column(values: readonly (Scalar | undefined)[]): ValueColumn {
  const present = values.filter((value) => value !== undefined);
  if (present.every((value) => typeof value === 'number')) {
    return { kind: 'number', values: Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN)) };
  }
  const distinct = [...new Set(present)];
  const codes = new Map(distinct.map((value, place) => [value, place + 1]));
  return {
    kind: 'coded',
    codes: Uint32Array.from(values, (value) => (value === undefined ? 0 : (codes.get(value) ?? 0))),
    dictionary: { kinds: Uint8Array.from(distinct, kindOf), texts: stringTable(distinct.map(String)) },
  };
}

function columns(rows: readonly Readonly<Record<string, Scalar>>[]): Record<string, ValueColumn> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return Object.fromEntries(names.map((name) => [name, column(rows.map((row) => row[name]))]));
}

/** The log of these events (in input order) and trait records, laid out as the store lays it out. */
export function memoryLog(events: readonly TestEvent[], customers: readonly TestCustomer[] = []): EventLog {
  const ids = [...new Set([...events, ...customers].map(({ userId }) => userId))];
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const numberOf = (userId: string): number => numbers.get(userId) ?? 0;
  const sorted = events
    .map((event, place) => ({ event, place }))
    .sort((a, b) => numberOf(a.event.userId) - numberOf(b.event.userId) || a.event.time - b.event.time || a.place - b.place)
    .map(({ event }) => event);
  const eventNames = [...new Set(events.map(({ event }) => event))];
  const offsets = new Uint32Array(ids.length + 1);
  for (const { userId } of sorted) {
    const next = numberOf(userId) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let i = 1; i <= ids.length; i++) offsets[i] = (offsets[i] ?? 0) + (offsets[i - 1] ?? 0);
  const traits = new Map(customers.map(({ userId, traits: record }) => [userId, record]));
  return {
    customerCount: ids.length,
    eventCount: sorted.length,
    customerIds: stringTable(ids),
    eventOffsets: offsets,
    times: Float64Array.from(sorted, ({ time }) => time),
    eventCodes: Uint16Array.from(sorted, ({ event }) => eventNames.indexOf(event)),
    eventNames,
    hasTraits: Uint8Array.from(ids, (id) => (traits.has(id) ? 1 : 0)),
    properties: columns(sorted.map(({ properties }) => properties ?? {})),
    traits: columns(ids.map((id) => traits.get(id) ?? {})),
  };
}
