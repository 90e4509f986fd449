import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scalar } from '../../../shared/condition/comparison.js';
import { LogStore } from './index.js';
import { customersOf, eventsOf, loadAll, TestFolder, type PlainEvent } from './testing.js';

/** A row as it is written to a file; `undefined` is an empty cell or a missing key. */
interface Row {
  userId: string | undefined;
  event: string | undefined;
  timestamp: string | undefined;
  messageId: string | undefined;
  properties: Record<string, Scalar>;
}

const NAMES = ['a', 'A', 'b c', '__proto__', 'x.y'] as const;

/** Texts that read as themselves in a CSV, so that both formats mean the same, and hard ones. */
const text = fc.oneof(
  fc.constantFrom(
    'x',
    '007',
    '+5',
    ' 5',
    'True',
    'NaN',
    '1e999',
    'a,b',
    'say "hi"',
    'two\nlines',
    '\u0001',
    '\u00015',
    'é🎈',
    "it's",
    '\\',
    '5.',
    '-',
    'null',
  ),
  fc
    .string({ minLength: 1, unit: 'grapheme' })
    .filter((value) => !/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$|^(true|false)$/.test(value) && !/[\r\0]/.test(value)),
);
const value: fc.Arbitrary<Scalar> = fc.oneof(
  text,
  fc.boolean(),
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const timestamp = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.integer({ min: 0, max: 20 }).map((minute) => `2024-01-01T10:${String(minute).padStart(2, '0')}:00Z`),
  },
  { weight: 1, arbitrary: fc.constantFrom(undefined, 'never', '2024-02-30') },
);
const row: fc.Arbitrary<Row> = fc.record({
  userId: fc.option(fc.constantFrom('u', 'U', '007', '7', 'é'), { nil: undefined, freq: 12 }),
  event: fc.option(fc.constantFrom('A', 'B', 'a', '42'), { nil: undefined, freq: 12 }),
  timestamp,
  messageId: fc.option(fc.constantFrom('m1', 'm2', 'm3', '1', '01', '1.0'), { nil: undefined, freq: 2 }),
  properties: fc
    .array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 4 })
    .map((pairs): Record<string, Scalar> => Object.fromEntries(pairs)),
});

function cell(content: Scalar | undefined): string {
  return content === undefined ? '' : `"${String(content).replaceAll('"', '""')}"`;
}

function csv(rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    [
      row.userId,
      row.event,
      row.timestamp,
      row.messageId,
      ...NAMES.map((name) => (Object.hasOwn(row.properties, name) ? row.properties[name] : undefined)),
    ]
      .map(cell)
      .join(','),
  );
  return ['userId,event,timestamp,messageId,' + NAMES.map(cell).join(','), ...lines].map((line) => `${line}\n`).join('');
}

function ndjson(rows: readonly Row[]): string {
  return rows.map(({ properties, ...fields }) => `${JSON.stringify({ ...fields, properties })}\n`).join('');
}

/** What semantics §1 says, without any haste. */
function expected(rows: readonly Row[]): PlainEvent[] {
  const seen = new Set<string>();
  const events: PlainEvent[] = [];
  for (const { userId, event, timestamp, messageId, properties } of rows) {
    const time = timestamp?.startsWith('2024-01') === true ? Date.parse(timestamp) : NaN;
    if (userId === undefined || event === undefined || Number.isNaN(time)) continue;
    if (messageId !== undefined && seen.has(messageId)) continue;
    if (messageId !== undefined) seen.add(messageId);
    events.push({ userId, event, time, properties });
  }
  return events;
}

function sorted(events: readonly PlainEvent[]): PlainEvent[] {
  const users = [...new Set(events.map(({ userId }) => userId))];
  return users.flatMap((user) => events.filter(({ userId }) => userId === user).sort((a, b) => a.time - b.time));
}

function comparable(events: readonly PlainEvent[]): unknown[] {
  const plain = ({ properties, ...rest }: PlainEvent): unknown => ({
    ...rest,
    properties: Object.entries(properties)
      .map(([name, v]) => [name, v === 0 ? 0 : v])
      .sort(),
  });
  return [...events].map(plain);
}

describe('random logs', () => {
  it('come out as semantics §1 says, from CSV and from NDJSON, in one import or several', async () => {
    const folder = new TestFolder();
    const parts = fc.array(fc.record({ rows: fc.array(row, { maxLength: 25 }), json: fc.boolean(), apart: fc.boolean() }), {
      minLength: 1,
      maxLength: 3,
    });
    let run = 0;
    try {
      await fc.assert(
        fc.asyncProperty(parts, async (files) => {
          run++;
          const store = await LogStore.temporary();
          try {
            let batch: string[] = [];
            const totals = { read: 0, imported: 0, duplicates: 0, rejected: 0 };
            const importBatch = async (): Promise<void> => {
              if (batch.length === 0) return;
              const report = await store.import({ events: batch });
              for (const key of ['read', 'imported', 'duplicates', 'rejected'] as const) totals[key] += report[key];
              batch = [];
            };
            for (const [index, { rows, json, apart }] of files.entries()) {
              // A file of objects needs one to know its keys.
              const whole =
                json &&
                rows.length > 0 &&
                rows.some(({ timestamp: at }) => at !== undefined) &&
                rows.some(({ userId }) => userId !== undefined) &&
                rows.some(({ event }) => event !== undefined);
              batch.push(folder.write(`${run}-${index}.${whole ? 'ndjson' : 'csv'}`, whole ? ndjson(rows) : csv(rows)));
              if (apart) await importBatch();
            }
            await importBatch();
            const rows = files.flatMap((file) => file.rows);
            const events = expected(rows);
            const log = await loadAll(store);
            expect(comparable(eventsOf(log))).toEqual(comparable(sorted(events)));
            expect(totals.read).toBe(rows.length);
            expect(totals.imported).toBe(events.length);
            expect(totals.read).toBe(totals.imported + totals.duplicates + totals.rejected);
            expect(customersOf(log).map(({ userId }) => userId)).toEqual([...new Set(events.map(({ userId }) => userId))]);
            for (const user of new Set(events.map(({ userId }) => userId))) {
              const told =
                (await store.customer(user))?.events.map(({ event, timestamp: time, properties }) => ({
                  userId: user,
                  event,
                  time,
                  properties,
                })) ?? [];
              expect(comparable(told)).toEqual(comparable(sorted(events.filter(({ userId }) => userId === user))));
            }
          } finally {
            await store.close();
          }
        }),
        { numRuns: 40, seed: 20240101 },
      );
    } finally {
      folder.remove();
    }
  }, 300_000);
});
