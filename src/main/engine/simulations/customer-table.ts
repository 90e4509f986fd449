import type { CustomerRow } from '../../../shared/contract/simulations.js';
import { ENTRY_ENDS, type EntryColumns } from '../../../shared/simulation/entries.js';
import type { OrderedMessages } from './filter.js';

const SENT = 0;
const HELD_OUT = ENTRY_ENDS.indexOf('heldOut');

export type CustomerSort = keyof CustomerRow;

export interface CustomerQuery {
  search?: string | undefined;
  /** A byte a customer: only those with a 1. */
  group?: { key: string; members: Uint8Array } | undefined;
  sort: CustomerSort;
  descending: boolean;
}

/** The customers of a run, to be searched, sorted and paged through. */
export class CustomerTable {
  private readonly userIds: readonly string[];
  private readonly counts: Record<'entries' | 'converted' | 'sent' | 'suppressed', Uint32Array>;
  /** UTC ms of the first entry; NaN without one. */
  private readonly firstEntry: Float64Array;
  private latest: { key: string; places: Uint32Array } | undefined;

  /** @param journey the place of the journey that is counted; absent: all of the run together. */
  constructor({ messages, log }: OrderedMessages, entries: EntryColumns, journey?: number) {
    const { bytes, offsets } = log.customerIds;
    const text = new TextDecoder();
    this.userIds = Array.from({ length: log.customerCount }, (_, customer) =>
      text.decode(bytes.slice(offsets[customer], offsets[customer + 1])),
    );
    const column = (): Uint32Array => new Uint32Array(log.customerCount);
    this.counts = { entries: column(), converted: column(), sent: column(), suppressed: column() };
    this.firstEntry = new Float64Array(log.customerCount).fill(Number.NaN);
    this.countEntries(entries, journey);
    for (let place = 0; place < messages.count; place += 1) {
      if (journey !== undefined && messages.journey[place] !== journey) continue;
      const counts = messages.outcome[place] === SENT ? this.counts.sent : this.counts.suppressed;
      const customer = messages.customer[place] ?? 0;
      counts[customer] = (counts[customer] ?? 0) + 1;
    }
  }

  /** Rows of the customers whose userId contains `search`; ties go by userId. Without `limit` all from `offset` on. */
  page(query: CustomerQuery, offset = 0, limit?: number): { total: number; rows: CustomerRow[] } {
    const places = this.places(query);
    const end = limit === undefined ? undefined : offset + limit;
    return { total: places.length, rows: Array.from(places.subarray(offset, end), (customer) => this.row(customer)) };
  }

  private countEntries(entries: EntryColumns, journey: number | undefined): void {
    for (let place = 0; place < entries.count; place += 1) {
      if (entries.end[place] === HELD_OUT || (journey !== undefined && entries.journey[place] !== journey)) continue;
      const customer = entries.customer[place] ?? 0;
      this.counts.entries[customer] = (this.counts.entries[customer] ?? 0) + 1;
      if (!Number.isNaN(entries.converted[place] ?? Number.NaN))
        this.counts.converted[customer] = (this.counts.converted[customer] ?? 0) + 1;
      const start = entries.start[place] ?? 0;
      if (!((this.firstEntry[customer] ?? Number.NaN) <= start)) this.firstEntry[customer] = start;
    }
  }

  private row(customer: number): CustomerRow {
    const { entries, sent, suppressed, converted } = this.counts;
    const firstEntry = this.firstEntry[customer] ?? Number.NaN;
    return {
      userId: this.userIds[customer] ?? '',
      entries: entries[customer] ?? 0,
      sent: sent[customer] ?? 0,
      suppressed: suppressed[customer] ?? 0,
      converted: converted[customer] ?? 0,
      firstEntry: Number.isNaN(firstEntry) ? null : new Date(firstEntry).toISOString(),
    };
  }

  /** The page after this one asks for the same order, so the latest is kept. */
  private places({ search = '', group, sort, descending }: CustomerQuery): Uint32Array {
    const key = JSON.stringify([search, group?.key, sort, descending]);
    if (this.latest?.key !== key) {
      const found = this.find(search, group?.members);
      this.latest = { key, places: found.sort(this.comparison(sort, descending)) };
    }
    return this.latest.places;
  }

  private find(search: string, members: Uint8Array | undefined): Uint32Array {
    const wanted = search.toLowerCase();
    const all = Uint32Array.from(this.userIds.keys());
    if (wanted === '' && !members) return all;
    return all.filter(
      (customer) => (!members || members[customer] === 1) && this.userIds[customer]?.toLowerCase().includes(wanted),
    );
  }

  private comparison(sort: CustomerSort, descending: boolean): (a: number, b: number) => number {
    const sign = descending ? -1 : 1;
    const byUserId = (a: number, b: number): number => compare(this.userIds[a] ?? '', this.userIds[b] ?? '');
    if (sort === 'userId') return (a, b) => sign * byUserId(a, b);
    const values = sort === 'firstEntry' ? this.firstEntry : this.counts[sort];
    return (a, b) => {
      const [first, second] = [values[a] ?? 0, values[b] ?? 0];
      // Customers without an entry have no first one; they come last either way.
      if (Number.isNaN(first) || Number.isNaN(second))
        return Number(Number.isNaN(first)) - Number(Number.isNaN(second)) || byUserId(a, b);
      return sign * compare(first, second) || byUserId(a, b);
    };
  }
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
