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

const allHistory: Window = { lower: () => 0, expiry: () => Infinity, advances: true };

/** `t − D < timestamp`: moments never go back, so the edge only moves forward. */
function slidingWindow(stream: MatchStream, timeline: Timeline, duration: number): Window {
  let serial = -1;
  let lower = 0;
  return {
    lower({ t }) {
      if (serial !== timeline.serial) {
        serial = timeline.serial;
        lower = 0;
      }
      const edge = t - duration;
      while (lower < stream.count && (stream.times[lower] ?? 0) <= edge) lower++;
      return lower;
    },
    expiry: (place) => (stream.times[place] ?? Infinity) + duration,
    advances: true,
  };
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
  if (within === undefined) return allHistory;
  if (within === 'session') return sessionWindow(stream, session);
  if (within === 'journey') return journeyWindow(stream);
  return slidingWindow(stream, timeline, durationMs(within));
}
