import type { EventMask, EventRef } from './events.js';
import { Postings } from './postings.js';
import type { EventFilter } from './properties.js';
import type { Timeline } from './timeline.js';

const INITIAL_ROOM = 64;

/**
 * The events of the current customer that match a selector and its property filters, in history order, as far as they
 * have joined. Kept up to date on demand: each event of the history is looked at once, however often conditions are
 * asked. Conditions with the same selector and filters share one stream.
 */
export class MatchStream {
  /** How many there are; places are from 0 to there. */
  count = 0;
  readonly #timeline: Timeline;
  readonly #filter: EventFilter | undefined;
  readonly #logged: Postings;
  /** Whether the matches are just the logged events of the mask: then they are read where they lie. */
  readonly isLogged: boolean;
  /** Place of the customer's first logged event in `#logged`. */
  #base = 0;
  #refs = new Int32Array(INITIAL_ROOM);
  #times = new Float64Array(INITIAL_ROOM);
  #serial = -1;
  #nextSimulated = 0;

  constructor(
    timeline: Timeline,
    readonly mask: EventMask,
    filter: EventFilter | undefined,
    /** Whether the run itself may add such events. */
    mayBeSimulated: boolean,
  ) {
    this.#timeline = timeline;
    this.#logged = new Postings(timeline, mask);
    this.#filter = filter;
    this.isLogged = filter === undefined && !mayBeSimulated;
  }

  /** Takes in what has joined the history since the last call. */
  sync(): void {
    const timeline = this.#timeline;
    if (this.#serial !== timeline.serial) this.#restart();
    const { cursor } = timeline;
    if (this.isLogged) this.count = this.#logged.passUpTo(cursor) - this.#base;
    else this.#collect(cursor);
  }

  /** The event at a place. */
  refAt(place: number): EventRef {
    return (this.isLogged ? this.#logged.refs[this.#base + place] : this.#refs[place]) ?? 0;
  }

  /** Its time, UTC ms; times ascend. */
  timeAt(place: number): number {
    if (!this.isLogged) return this.#times[place] ?? 0;
    return this.#timeline.log.times[this.#logged.refs[this.#base + place] ?? 0] ?? 0;
  }

  /** The place of the first match at or after `time` (`count` when there is none). */
  firstAtOrAfter(time: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeAt(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Time of the latest match; -Infinity when there is none. */
  latest(): number {
    return this.count === 0 ? -Infinity : this.timeAt(this.count - 1);
  }

  #restart(): void {
    this.#serial = this.#timeline.serial;
    this.#logged.seek(this.#timeline.begin);
    this.#base = this.#logged.place;
    this.#nextSimulated = 0;
    this.count = 0;
  }

  #collect(cursor: EventRef): void {
    const { simulated } = this.#timeline;
    while (this.#nextSimulated < simulated.length) {
      const event = simulated[this.#nextSimulated];
      this.#nextSimulated++;
      if (!event) continue;
      this.#takeLogged(event.after);
      if (this.mask[event.code] === 1) this.#take(-this.#nextSimulated, event.time);
    }
    this.#takeLogged(cursor);
  }

  #takeLogged(end: EventRef): void {
    const logged = this.#logged;
    for (let ref = logged.next(); ref < end; ref = logged.next()) {
      logged.place++;
      this.#take(ref, this.#timeline.log.times[ref] ?? 0);
    }
  }

  #take(ref: EventRef, time: number): void {
    if (this.#filter && !this.#filter(ref)) return;
    if (this.count === this.#refs.length) this.#makeRoom();
    this.#times[this.count] = time;
    this.#refs[this.count] = ref;
    this.count++;
  }

  #makeRoom(): void {
    const [times, refs] = [new Float64Array(2 * this.count), new Int32Array(2 * this.count)];
    times.set(this.#times);
    refs.set(this.#refs);
    this.#times = times;
    this.#refs = refs;
  }
}
