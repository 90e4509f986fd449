import type { SessionDuration, SessionEvents } from '../schema.js';
import { lengthWords, quantityWords } from './comparison.js';
import { msWords } from './duration.js';
import type { LeafWords } from './leaf.js';

/** How long the current session is. */
export const sessionDurationWords: LeafWords<SessionDuration> = {
  describe: ({ is }) => `has a session of ${lengthWords(is)}`,
  observe: ({ is }, { durationMs = 0 }) => `the session lasts ${msWords(durationMs)}, needs ${lengthWords(is)}`,
};

/** How many events the current session has. */
export const sessionEventsWords: LeafWords<SessionEvents> = {
  describe: ({ is }) => `has ${quantityWords(is)} events in this session`,
  observe: ({ is }, { count = 0 }) =>
    `${count === 0 ? 'no' : count} ${count === 1 ? 'event' : 'events'} in this session, needs ${quantityWords(is)}`,
};
