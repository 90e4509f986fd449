import type { EventRef } from './events.js';
import type { MatchStream } from './stream.js';
import type { Timeline } from './timeline.js';
import type { ValueKey } from './values.js';

/** How often each value occurs among some events, and how many values occur a wanted number of times. */
export class ValueTally {
  readonly counts = new Map<ValueKey, number>();
  satisfying = 0;
  readonly #wanted: (count: number) => boolean;

  constructor(wanted: (count: number) => boolean) {
    this.#wanted = wanted;
  }

  clear(): void {
    if (this.counts.size > 0) this.counts.clear();
    this.satisfying = 0;
  }

  /** Counts a value once more (`step` 1) or once less (-1); values with no event are gone, wanted or not. */
  change(key: ValueKey | undefined, step: 1 | -1): void {
    if (key === undefined) return;
    const before = this.counts.get(key) ?? 0;
    const after = before + step;
    if (after === 0) this.counts.delete(key);
    else this.counts.set(key, after);
    if (before > 0 && this.#wanted(before)) this.satisfying--;
    if (after > 0 && this.#wanted(after)) this.satisfying++;
  }

  /** The value that occurs most often; `undefined` when there is none. */
  most(): { key: ValueKey; count: number } | undefined {
    let most: { key: ValueKey; count: number } | undefined;
    for (const [key, count] of this.counts) if (!most || count >= most.count) most = { key, count };
    return most;
  }
}

/** A tally over the part of a stream inside a window whose edges move: each event enters and leaves it once. */
export class SlidingTally {
  readonly #timeline: Timeline;
  readonly #stream: MatchStream;
  readonly #key: (ref: EventRef) => ValueKey | undefined;
  readonly #sliding: ValueTally;
  readonly #counted: ValueTally;
  #serial = -1;
  #from = 0;
  #to = 0;

  constructor(
    timeline: Timeline,
    stream: MatchStream,
    key: (ref: EventRef) => ValueKey | undefined,
    wanted: (count: number) => boolean,
  ) {
    this.#timeline = timeline;
    this.#stream = stream;
    this.#key = key;
    this.#sliding = new ValueTally(wanted);
    this.#counted = new ValueTally(wanted);
  }

  /** The tally of the matches from place `lower` on; with `advances`, `lower` never goes back for this customer. */
  at(lower: number, advances: boolean): ValueTally {
    if (!advances) return this.#countFrom(lower);
    if (this.#serial !== this.#timeline.serial) {
      this.#serial = this.#timeline.serial;
      this.#from = 0;
      this.#to = 0;
      this.#sliding.clear();
    }
    const stream = this.#stream;
    for (; this.#to < stream.count; this.#to++) this.#sliding.change(this.#key(stream.refAt(this.#to)), 1);
    for (; this.#from < lower; this.#from++) this.#sliding.change(this.#key(stream.refAt(this.#from)), -1);
    return this.#sliding;
  }

  #countFrom(lower: number): ValueTally {
    const stream = this.#stream;
    this.#counted.clear();
    for (let place = lower; place < stream.count; place++) this.#counted.change(this.#key(stream.refAt(place)), 1);
    return this.#counted;
  }
}
