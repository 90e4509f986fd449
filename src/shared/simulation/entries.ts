import type { RunContext } from './context.js';
import type { Entry } from './entry.js';
import type { Recorder } from './recorder.js';
import { END_REASONS, type EndReason } from './result.js';

/** What became of an entry. */
export const ENTRY_ENDS = ['active', 'heldOut', ...END_REASONS] as const;
export type EntryEnd = (typeof ENTRY_ENDS)[number];

/** The entries of a run as columns, one element an entry, held-out ones included. Plain data: workers hand it over as it is. */
export interface EntryColumns {
  count: number;
  customer: Uint32Array;
  /** Place of the journey in the run. */
  journey: Uint16Array;
  /** UTC ms. */
  start: Float64Array;
  /** UTC ms at which the entry reached the goal; NaN where it did not. */
  converted: Float64Array;
  /** Place in `ENTRY_ENDS`. */
  end: Uint8Array;
}

const COLUMN_NAMES = ['customer', 'journey', 'start', 'converted', 'end'] as const;
const [ACTIVE, HELD_OUT] = [ENTRY_ENDS.indexOf('active'), ENTRY_ENDS.indexOf('heldOut')];

/** Columns with room for that many entries. */
export function emptyEntries(capacity = 0): EntryColumns {
  return {
    count: 0,
    customer: new Uint32Array(capacity),
    journey: new Uint16Array(capacity),
    start: new Float64Array(capacity),
    converted: new Float64Array(capacity),
    end: new Uint8Array(capacity),
  };
}

/** The parts one after the other. */
export function concatEntries(parts: readonly EntryColumns[]): EntryColumns {
  const all = emptyEntries(parts.reduce((sum, { count }) => sum + count, 0));
  for (const part of parts) {
    for (const name of COLUMN_NAMES) all[name].set(part[name].subarray(0, part.count), all.count);
    all.count += part.count;
  }
  return all;
}

function nothing(): void {
  // Entries do not tell of this.
}

/** Takes down what became of every entry while customers run: the same run as the result's, so it can't differ. */
export class EntryRecorder implements Recorder {
  readonly entries = emptyEntries();
  readonly event = nothing;
  readonly refused = nothing;
  readonly passed = nothing;
  readonly waits = nothing;
  readonly message = nothing;
  readonly #run: RunContext;
  /** Places of the current customer's entries. */
  readonly #places = new Map<Entry, number>();
  #serial = -1;

  constructor(run: RunContext) {
    this.#run = run;
  }

  entered(entry: Entry): void {
    this.#add(entry, ACTIVE);
  }

  heldOut(entry: Entry): void {
    this.#add(entry, HELD_OUT);
  }

  converted(entry: Entry, t: number): void {
    const place = this.#places.get(entry);
    if (place !== undefined) this.entries.converted[place] = t;
  }

  ended(entry: Entry, _t: number, reason: EndReason): void {
    const place = this.#places.get(entry);
    if (place !== undefined) this.entries.end[place] = ENTRY_ENDS.indexOf(reason);
  }

  #add(entry: Entry, end: number): void {
    const { timeline } = this.#run;
    if (this.#serial !== timeline.serial) {
      this.#serial = timeline.serial;
      this.#places.clear();
    }
    const { entries } = this;
    const place = entries.count;
    if (place === entries.customer.length) {
      const grown = emptyEntries(Math.max(256, place * 2));
      for (const name of COLUMN_NAMES) grown[name].set(entries[name]);
      Object.assign(entries, grown, { count: place });
    }
    this.#places.set(entry, place);
    entries.customer[place] = timeline.customer;
    entries.journey[place] = entry.journey;
    entries.start[place] = entry.start;
    entries.converted[place] = Number.NaN;
    entries.end[place] = end;
    entries.count++;
  }
}
