import type { EventMask, EventRef } from './events.js';
import type { EventFilter } from './properties.js';
import type { Timeline } from './timeline.js';

/**
 * The events of the current customer that match a selector and its property filters, in history order, as far as they
 * have joined. Kept up to date on demand: each event of the history is looked at once, however often conditions are
 * asked. Conditions with the same selector and filters share one stream.
 */
export class MatchStream {
  /** The first `count` elements are valid; times ascend. */
  readonly times: number[] = [];
  readonly refs: EventRef[] = [];
  count = 0;
  readonly #timeline: Timeline;
  readonly #filter: EventFilter | undefined;
  #serial = -1;
  #nextLogged = 0;
  #nextSimulated = 0;

  constructor(
    timeline: Timeline,
    readonly mask: EventMask,
    filter: EventFilter | undefined,
  ) {
    this.#timeline = timeline;
    this.#filter = filter;
  }

  /** Takes in what has joined the history since the last call. */
  sync(): void {
    const timeline = this.#timeline;
    if (this.#serial !== timeline.serial) this.#restart();
    while (this.#nextSimulated < timeline.simulated.length) {
      const event = timeline.simulated[this.#nextSimulated];
      this.#nextSimulated++;
      if (!event) continue;
      this.#takeLogged(event.after);
      if (this.mask[event.code] === 1) this.#take(-this.#nextSimulated, event.time);
    }
    this.#takeLogged(timeline.cursor);
  }

  #restart(): void {
    this.#serial = this.#timeline.serial;
    this.#nextLogged = this.#timeline.begin;
    this.#nextSimulated = 0;
    this.count = 0;
  }

  #takeLogged(end: number): void {
    const { eventCodes, times } = this.#timeline.log;
    const mask = this.mask;
    for (let ref = this.#nextLogged; ref < end; ref++) {
      if (mask[eventCodes[ref] ?? 0] === 1) this.#take(ref, times[ref] ?? 0);
    }
    if (end > this.#nextLogged) this.#nextLogged = end;
  }

  #take(ref: EventRef, time: number): void {
    if (this.#filter && !this.#filter(ref)) return;
    this.times[this.count] = time;
    this.refs[this.count] = ref;
    this.count++;
  }

  /** The place of the first match at or after `time` (`count` when there is none). */
  firstAtOrAfter(time: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Time of the latest match; -Infinity when there is none. */
  latest(): number {
    return this.count === 0 ? -Infinity : (this.times[this.count - 1] ?? 0);
  }
}
