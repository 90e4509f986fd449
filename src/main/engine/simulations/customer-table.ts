import type { CustomerRow } from '../../../shared/contract/simulations.js';
import type { CustomerPart } from './customer-part.js';
import type { OrderedMessages } from './filter.js';

const SENT = 0;

export type CustomerSort = keyof CustomerRow;

/** The customers of a run, to be searched, sorted and paged through. */
export class CustomerTable {
  private readonly userIds: readonly string[];
  private readonly sent: Uint32Array;
  private readonly suppressed: Uint32Array;
  private latest: { key: string; places: Uint32Array } | undefined;

  constructor(
    { messages, log }: OrderedMessages,
    private readonly part: CustomerPart,
  ) {
    const { bytes, offsets } = log.customerIds;
    const text = new TextDecoder();
    this.userIds = Array.from({ length: log.customerCount }, (_, customer) =>
      text.decode(bytes.slice(offsets[customer], offsets[customer + 1])),
    );
    this.sent = new Uint32Array(log.customerCount);
    this.suppressed = new Uint32Array(log.customerCount);
    for (let place = 0; place < messages.count; place += 1) {
      const counts = messages.outcome[place] === SENT ? this.sent : this.suppressed;
      const customer = messages.customer[place] ?? 0;
      counts[customer] = (counts[customer] ?? 0) + 1;
    }
  }

  /** One page of the customers whose userId contains `search`. Ties go by userId. */
  page(query: { search?: string | undefined; sort: CustomerSort; descending: boolean; offset: number; limit: number }): {
    total: number;
    rows: CustomerRow[];
  } {
    const places = this.places(query.search ?? '', query.sort, query.descending);
    const rows = Array.from(places.subarray(query.offset, query.offset + query.limit), (customer) => this.row(customer));
    return { total: places.length, rows };
  }

  private row(customer: number): CustomerRow {
    const firstEntry = this.part.firstEntry[customer] ?? Number.NaN;
    return {
      userId: this.userIds[customer] ?? '',
      entries: this.part.entries[customer] ?? 0,
      sent: this.sent[customer] ?? 0,
      suppressed: this.suppressed[customer] ?? 0,
      converted: this.part.converted[customer] ?? 0,
      firstEntry: Number.isNaN(firstEntry) ? null : new Date(firstEntry).toISOString(),
    };
  }

  /** The page after this one asks for the same order, so the latest is kept. */
  private places(search: string, sort: CustomerSort, descending: boolean): Uint32Array {
    const key = JSON.stringify([search, sort, descending]);
    if (this.latest?.key !== key) this.latest = { key, places: this.find(search).sort(this.comparison(sort, descending)) };
    return this.latest.places;
  }

  private find(search: string): Uint32Array {
    const wanted = search.toLowerCase();
    const all = Uint32Array.from(this.userIds.keys());
    return wanted === '' ? all : all.filter((customer) => this.userIds[customer]?.toLowerCase().includes(wanted));
  }

  private comparison(sort: CustomerSort, descending: boolean): (a: number, b: number) => number {
    const sign = descending ? -1 : 1;
    const byUserId = (a: number, b: number): number => compare(this.userIds[a] ?? '', this.userIds[b] ?? '');
    if (sort === 'userId') return (a, b) => sign * byUserId(a, b);
    const values = this.column(sort);
    return (a, b) => {
      const [first, second] = [values[a] ?? 0, values[b] ?? 0];
      // Customers without an entry have no first one; they come last either way.
      if (Number.isNaN(first) || Number.isNaN(second))
        return Number(Number.isNaN(first)) - Number(Number.isNaN(second)) || byUserId(a, b);
      return sign * compare(first, second) || byUserId(a, b);
    };
  }

  private column(sort: Exclude<CustomerSort, 'userId'>): Uint32Array | Float64Array {
    switch (sort) {
      case 'entries':
        return this.part.entries;
      case 'converted':
        return this.part.converted;
      case 'firstEntry':
        return this.part.firstEntry;
      case 'sent':
        return this.sent;
      case 'suppressed':
        return this.suppressed;
    }
  }
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
