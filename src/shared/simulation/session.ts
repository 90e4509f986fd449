import type { EventMask } from './events.js';
import type { Timeline } from './timeline.js';

/** Events of one session are at most this far apart (semantics §2). */
export const SESSION_GAP_MS = 30 * 60_000;

/** The latest session of the current customer. It lies in the log alone: simulated events are all e-mail events. */
export class SessionTracker {
  /** UTC ms of the first and the latest event; `latest` is -Infinity before the first session. */
  start = 0;
  latest = -Infinity;
  events = 0;
  readonly #timeline: Timeline;
  #serial = -1;
  #next = 0;

  constructor(
    timeline: Timeline,
    readonly mask: EventMask,
  ) {
    this.#timeline = timeline;
  }

  /** Brings the tracker up to the history. @returns whether there is a session at `t`. */
  sync(t: number): boolean {
    const timeline = this.#timeline;
    if (this.#serial !== timeline.serial) {
      this.#serial = timeline.serial;
      this.#next = timeline.begin;
      this.latest = -Infinity;
    }
    const { eventCodes, times } = timeline.log;
    for (; this.#next < timeline.cursor; this.#next++) {
      if (this.mask[eventCodes[this.#next] ?? 0] === 1) this.#take(times[this.#next] ?? 0);
    }
    return t - this.latest <= SESSION_GAP_MS;
  }

  #take(time: number): void {
    if (time - this.latest > SESSION_GAP_MS) {
      this.start = time;
      this.events = 0;
    }
    this.latest = time;
    this.events++;
  }

  /** The first instant at which the latest session is over. */
  end(): number {
    return this.latest + SESSION_GAP_MS + 1;
  }
}
