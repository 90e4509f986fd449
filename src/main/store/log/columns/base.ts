import { z } from 'zod';
import { EngineError } from '../../../../shared/contract/error.js';
import type { StringTable } from '../../../../shared/simulation/log.js';
import { columnOf, shared } from './chunks.js';
import type { Database } from '../database.js';
import { readStrings } from './strings.js';

/** The part of a log that every run needs, in the layout of `EventLog`. */
export interface BaseColumns {
  eventOffsets: Uint32Array;
  times: Float64Array;
  eventCodes: Uint16Array;
  customerIds: StringTable;
  hasTraits: Uint8Array;
}

export interface BuiltBase extends BaseColumns {
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
  return db.query(
    z.object({ name: z.string(), count: z.number() }),
    'SELECT event AS name, count FROM event_codes ORDER BY code',
  );
}

/**
 * Reads user, event and time of every row in input order and sorts them by customer, then time; equal times keep input
 * order (semantics §1). Only these narrow columns are sorted, and only customers out of order need more than counting.
 */
export async function buildBase(db: Database, eventCount: number): Promise<BuiltBase> {
  const users = await readUsers(db);
  const events = {
    times: shared(Float64Array, eventCount),
    eventCodes: shared(Uint16Array, eventCount),
    places: shared(Uint32Array, eventCount),
  };
  const sql = `
    SELECT e.rowid::DOUBLE, u.code, c.code, e.time::DOUBLE FROM store.events e
    LEFT JOIN store.users u ON u.userId = e.userId LEFT JOIN event_codes c ON c.event = e.event`;
  // Joins keep the order of the rows as long as they fit in memory.
  if (!(await placeEvents(db, sql, users.eventOffsets, events)))
    await placeEvents(db, `${sql} ORDER BY 1`, users.eventOffsets, events);
  sortCustomers(users.eventOffsets, events);
  return { ...users, ...events };
}

type EventColumns = Pick<BuiltBase, 'times' | 'eventCodes' | 'places'>;

/** A counting sort by customer; answers whether the rows came in input order, else the result is of no use. */
async function placeEvents(
  db: Database,
  sql: string,
  offsets: Uint32Array,
  { times, eventCodes, places }: EventColumns,
): Promise<boolean> {
  const next = offsets.slice();
  let row = 0;
  let last = -1;
  for await (const chunk of db.chunks(sql, { whole: true })) {
    const rows = columnOf(chunk, 0, Float64Array);
    const customers = columnOf(chunk, 1, Uint32Array);
    const codes = columnOf(chunk, 2, Uint32Array);
    const instants = columnOf(chunk, 3, Float64Array);
    for (let i = 0; i < rows.length; i++) {
      const number = rows[i] ?? 0;
      if (number <= last) return false;
      last = number;
      const customer = customers[i] ?? 0;
      const place = next[customer] ?? 0;
      next[customer] = place + 1;
      places[row++] = place;
      times[place] = instants[i] ?? 0;
      eventCodes[place] = codes[i] ?? 0;
    }
  }
  if (row !== times.length) throw new EngineError('internal', `The log holds ${times.length} events, but ${row} were read back.`);
  return true;
}

async function readUsers(db: Database): Promise<Pick<BaseColumns, 'eventOffsets' | 'customerIds' | 'hasTraits'>> {
  const customerIds = await readStrings(db, 'store.users', 'userId', 'code');
  const total = customerIds.offsets.length - 1;
  const eventOffsets = shared(Uint32Array, total + 1);
  const hasTraits = shared(Uint8Array, total);
  let user = 0;
  for await (const chunk of db.chunks('SELECT events, record::UTINYINT FROM store.users ORDER BY code')) {
    const events = columnOf(chunk, 0, Uint32Array);
    const records = columnOf(chunk, 1, Uint8Array);
    for (let i = 0; i < events.length; i++) {
      hasTraits[user] = records[i] ?? 0;
      eventOffsets[user + 1] = (eventOffsets[user] ?? 0) + (events[i] ?? 0);
      user++;
    }
  }
  return { eventOffsets, hasTraits, customerIds };
}

/** Sorts the events of the customers that are out of time order; stable. */
function sortCustomers(offsets: Uint32Array, { times, eventCodes, places }: EventColumns): void {
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
