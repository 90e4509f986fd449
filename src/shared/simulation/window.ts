import type { Within } from '../condition/schema.js';
import { durationMs } from '../condition/duration.js';
import type { Moment } from './condition.js';
import type { SessionTracker } from './session.js';
import type { MatchStream } from './stream.js';
import type { Timeline } from './timeline.js';

/** A window over a stream (semantics §2): the matches from `lower` on are inside. The stream must be in sync. */
export interface Window {
  /** The place of the first match inside at the moment; the stream's count when none is. */
  lower(moment: Moment): number;
  /** The first instant at which time alone puts the match at this place outside. */
  expiry(place: number): number;
  /** Whether places once outside stay outside for the rest of the customer's run. */
  readonly advances: boolean;
}

/**
 * `t − D < timestamp`, or all that ever was where there is no D: it rests on the instant alone. Moments never go back, so its
 * edge only moves forward.
 */
class TimedWindow implements Window {
  readonly advances = true;
  readonly #stream: MatchStream;
  readonly #timeline: Timeline;
  readonly #duration: number;
  #serial = -1;
  #lower = 0;
  /** The time of the match at `#lower`; -Infinity where it has yet to be looked up. */
  #oldest = -Infinity;

  constructor(stream: MatchStream, timeline: Timeline, duration = Infinity) {
    this.#stream = stream;
    this.#timeline = timeline;
    this.#duration = duration;
  }

  lower({ t }: Moment): number {
    if (this.#serial !== this.#timeline.serial) this.#restart();
    const edge = t - this.#duration;
    return this.#oldest > edge ? this.#lower : this.#advance(edge);
  }

  expiry(place: number): number {
    return this.#stream.timeAt(place) + this.#duration;
  }

  #restart(): void {
    this.#serial = this.#timeline.serial;
    this.#lower = 0;
    this.#oldest = -Infinity;
  }

  #advance(edge: number): number {
    const stream = this.#stream;
    let lower = this.#lower;
    this.#oldest = -Infinity;
    for (; lower < stream.count; lower++) {
      const time = stream.timeAt(lower);
      if (time <= edge) continue;
      this.#oldest = time;
      break;
    }
    return (this.#lower = lower);
  }
}

function sessionWindow(stream: MatchStream, session: SessionTracker): Window {
  return {
    lower: ({ t }) => (session.sync(t) ? stream.firstAtOrAfter(session.start) : stream.count),
    expiry: () => session.end(),
    advances: true,
  };
}

/** Events from the entry's instant on, inclusive; entries differ, so this edge goes back and forth. */
function journeyWindow(stream: MatchStream): Window {
  return {
    lower: ({ entry }) => (entry ? stream.firstAtOrAfter(entry.start) : stream.count),
    expiry: () => Infinity,
    advances: false,
  };
}

/** The window that a `within` describes over a stream. */
export function windowOver(within: Within | undefined, stream: MatchStream, timeline: Timeline, session: SessionTracker): Window {
  if (within === undefined) return new TimedWindow(stream, timeline);
  if (within === 'session') return sessionWindow(stream, session);
  if (within === 'journey') return journeyWindow(stream);
  return new TimedWindow(stream, timeline, durationMs(within));
}
