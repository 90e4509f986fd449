import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scalar } from '../../../shared/condition/comparison.js';
import { VALUE_KIND, type EventLog, type ValueColumn } from '../../../shared/simulation/log.js';
import type { LogStore } from './store.js';
import { stringAt } from './columns/strings.js';

/** A folder for a test's files; `remove` takes it away. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'waypost-log-test-'));

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** What a column holds at a place; `undefined` is absent. */
export function valueAt(column: ValueColumn, place: number): Scalar | undefined {
  if (column.kind === 'number') {
    const value = column.values[place] ?? NaN;
    return Number.isNaN(value) ? undefined : value;
  }
  const code = column.codes[place] ?? 0;
  if (code === 0) return undefined;
  const text = stringAt(column.dictionary.texts, code - 1);
  const kind = column.dictionary.kinds[code - 1];
  if (kind === VALUE_KIND.number) return Number(text);
  return kind === VALUE_KIND.boolean ? text === 'true' : text;
}

function valuesAt(columns: Readonly<Record<string, ValueColumn>>, place: number): Record<string, Scalar> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) => {
      const value = valueAt(column, place);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

export interface PlainEvent {
  userId: string;
  event: string | undefined;
  time: number;
  properties: Record<string, Scalar>;
}

/** The events of a loaded log in its order. */
export function eventsOf(log: EventLog): PlainEvent[] {
  const events: PlainEvent[] = [];
  for (let customer = 0; customer < log.customerCount; customer++) {
    for (let place = log.eventOffsets[customer] ?? 0; place < (log.eventOffsets[customer + 1] ?? 0); place++) {
      events.push({
        userId: stringAt(log.customerIds, customer),
        event: log.eventNames[log.eventCodes[place] ?? -1],
        time: log.times[place] ?? NaN,
        properties: valuesAt(log.properties, place),
      });
    }
  }
  return events;
}

/** The customers of a loaded log in its order; without a trait record `traits` is missing. */
export function customersOf(log: EventLog): { userId: string; traits?: Record<string, Scalar> }[] {
  return Array.from({ length: log.customerCount }, (_, customer) => ({
    userId: stringAt(log.customerIds, customer),
    ...(log.hasTraits[customer] === 1 ? { traits: valuesAt(log.traits, customer) } : {}),
  }));
}

/** A loaded log with every property and trait that it has. */
export async function loadAll(store: LogStore): Promise<EventLog> {
  const { properties, traits } = await store.summary();
  return store.load({ properties: properties.map(({ name }) => name), traits: traits.map(({ name }) => name) });
}

/** The properties of each event, in the order of the loaded log. */
export async function propertiesOf(store: LogStore): Promise<Record<string, Scalar>[]> {
  return eventsOf(await loadAll(store)).map(({ properties }) => properties);
}
