import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import type { StringTable } from '../../../shared/simulation/log.js';
import { columnOf, shared } from './chunks.js';
import type { Database } from './database.js';
import { StringTableBuilder } from './strings.js';

/** The part of a log that every run needs, in the layout of `EventLog`. */
export interface BaseColumns {
  eventOffsets: Uint32Array;
  times: Float64Array;
  eventCodes: Uint16Array;
  customerIds: StringTable;
  hasTraits: Uint8Array;
  /** For each row of `store.events` in input order, where its event lies in the arrays. */
  places: Uint32Array;
}

export interface EventNameCount {
  name: string;
  count: number;
}

const MOST_EVENT_NAMES = 65_535;

/** Numbers the customers, in order of their first event, then of their trait record: the union of both. */
export async function numberUsers(db: Database): Promise<void> {
  await db.run('DELETE FROM store.users');
  await db.run(`
    INSERT INTO store.users
    SELECT (row_number() OVER (ORDER BY e.first NULLS LAST, t.first) - 1)::UINTEGER, coalesce(e.userId, t.userId), coalesce(e.events, 0), t.userId IS NOT NULL
    FROM (SELECT userId, min(rowid) AS first, count(*) AS events FROM store.events GROUP BY userId) e
    FULL JOIN (SELECT userId, min(rowid) AS first FROM store.traits GROUP BY userId) t ON t.userId = e.userId
    ORDER BY 1`);
}

/**
 * Numbers the event names, most frequent first: a name's place is its code.
 * @throws EngineError `invalid` when there are too many to be told apart.
 */
export async function numberEventNames(db: Database): Promise<EventNameCount[]> {
  await db.run(`
    CREATE OR REPLACE TEMP TABLE event_codes AS
    SELECT event, count, (row_number() OVER (ORDER BY count DESC, event) - 1)::UINTEGER AS code
    FROM (SELECT event, count(*)::DOUBLE AS count FROM store.events GROUP BY event)`);
  const { total } = await db.one(z.object({ total: z.number() }), 'SELECT count(*)::DOUBLE AS total FROM event_codes');
  if (total > MOST_EVENT_NAMES) {
    throw new EngineError(
      'invalid',
      `The log would have ${total.toLocaleString('en')} different event names; at most ${MOST_EVENT_NAMES.toLocaleString('en')} can be told apart. ` +
        'Is the right column mapped to the event?',
    );
  }
  return db.query(z.object({ name: z.string(), count: z.number() }), 'SELECT event AS name, count FROM event_codes ORDER BY code');
}

/**
 * Reads user, event and time of every row in input order and sorts them by customer, then time; equal times keep input
 * order (semantics §1). Only these narrow columns are sorted, and only customers out of order need more than counting.
 */
export async function buildBase(db: Database, eventCount: number): Promise<BaseColumns> {
  const users = await readUsers(db);
  const times = shared(Float64Array, eventCount);
  const eventCodes = shared(Uint16Array, eventCount);
  const places = shared(Uint32Array, eventCount);
  const next = users.eventOffsets.slice();
  let row = 0;
  const sql = `
    SELECT u.code, c.code, e.time::DOUBLE FROM store.events e
    LEFT JOIN store.users u ON u.userId = e.userId LEFT JOIN event_codes c ON c.event = e.event`;
  for await (const chunk of db.chunks(sql)) {
    const customers = columnOf(chunk, 0, Uint32Array);
    const codes = columnOf(chunk, 1, Uint32Array);
    const instants = columnOf(chunk, 2, Float64Array);
    for (let i = 0; i < customers.length; i++) {
      const customer = customers[i] ?? 0;
      const place = next[customer] ?? 0;
      next[customer] = place + 1;
      places[row++] = place;
      times[place] = instants[i] ?? 0;
      eventCodes[place] = codes[i] ?? 0;
    }
  }
  if (row !== eventCount) throw new EngineError('internal', `The log holds ${eventCount} events, but ${row} were read back.`);
  sortCustomers(users.eventOffsets, times, eventCodes, places);
  return { ...users, times, eventCodes, places };
}

async function readUsers(db: Database): Promise<Pick<BaseColumns, 'eventOffsets' | 'customerIds' | 'hasTraits'>> {
  const { total } = await db.one(z.object({ total: z.number() }), 'SELECT count(*)::DOUBLE AS total FROM store.users');
  const eventOffsets = shared(Uint32Array, total + 1);
  const hasTraits = shared(Uint8Array, total);
  const ids = new StringTableBuilder();
  let user = 0;
  for await (const chunk of db.chunks('SELECT events, record::UTINYINT, userId FROM store.users ORDER BY code')) {
    const events = columnOf(chunk, 0, Uint32Array);
    const records = columnOf(chunk, 1, Uint8Array);
    const names = chunk.getColumnVector(2);
    for (let i = 0; i < events.length; i++) {
      hasTraits[user] = records[i] ?? 0;
      eventOffsets[user + 1] = (eventOffsets[user] ?? 0) + (events[i] ?? 0);
      ids.add(String(names.getItem(i)));
      user++;
    }
  }
  return { eventOffsets, hasTraits, customerIds: ids.build() };
}

/** Sorts the events of the customers that are out of time order; stable. */
function sortCustomers(offsets: Uint32Array, times: Float64Array, eventCodes: Uint16Array, places: Uint32Array): void {
  /** Where each event that moves goes; made on the first need. */
  let moved: Uint32Array | undefined;
  for (let customer = 0; customer + 1 < offsets.length; customer++) {
    const start = offsets[customer] ?? 0;
    const end = offsets[customer + 1] ?? 0;
    if (ascending(times, start, end)) continue;
    moved ??= identity(times.length);
    sortRange(start, end, times, eventCodes, moved);
  }
  if (moved === undefined) return;
  for (let row = 0; row < places.length; row++) places[row] = moved[places[row] ?? 0] ?? 0;
}

function ascending(times: Float64Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if ((times[i - 1] ?? 0) > (times[i] ?? 0)) return false;
  return true;
}

function identity(length: number): Uint32Array {
  const numbers = new Uint32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = i;
  return numbers;
}

function sortRange(start: number, end: number, times: Float64Array, eventCodes: Uint16Array, moved: Uint32Array): void {
  const before = times.slice(start, end);
  const codes = eventCodes.slice(start, end);
  const order = identity(end - start).sort((a, b) => (before[a] ?? 0) - (before[b] ?? 0) || a - b);
  order.forEach((from, to) => {
    times[start + to] = before[from] ?? 0;
    eventCodes[start + to] = codes[from] ?? 0;
    moved[start + from] = start + to;
  });
}
