import { EngineError } from '../../shared/contract/error.js';
import type { Connection, ConnectionState } from './engine.js';
import type { Session } from './session.js';

/** Waits between tries; the last one for all further tries. */
const RETRY_MS: readonly number[] = [100, 200, 400, 800, 1500, 3000];
const SLOWEST_RETRY_MS = 3000;
/** After so many tries in vain (about ten seconds) whoever waits is told that the engine is gone. */
const TRIES_UNTIL_LOST = 7;

export interface ReconnectingSession extends Connection {
  /** The session that is open, or the next one. Rejects while the engine is lost. */
  session(): Promise<Session>;
}

/**
 * Keeps a session open: opens another one whenever it closes, and goes on trying after it was given up.
 * @param restore brings a session that replaces another into its state, before anybody gets it
 */
export function keepSession(open: () => Promise<Session>, restore: (session: Session) => Promise<void>): ReconnectingSession {
  const listeners = new Set<() => void>();
  const waiting: Wait[] = [];
  let state: ConnectionState = 'reconnecting';
  let current: Session | undefined;

  const change = (next: ConnectionState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const keep = async (): Promise<never> => {
    for (let sessions = 0; ; sessions++) {
      const session = await openPatiently(open, () => {
        change('lost');
        for (const { reject } of waiting.splice(0)) reject(lost());
      });
      if (sessions > 0) await restore(session);
      current = session;
      change('connected');
      for (const { resolve } of waiting.splice(0)) resolve(session);
      await session.closed;
      current = undefined;
      change('reconnecting');
    }
  };
  void keep();

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    session: () => {
      if (current?.isOpen()) return Promise.resolve(current);
      if (state === 'lost') return Promise.reject(lost());
      const wait = newWait();
      waiting.push(wait);
      return wait.promise;
    },
  };
}

interface Wait {
  promise: Promise<Session>;
  resolve: (session: Session) => void;
  reject: (reason: Error) => void;
}

/** Chromium has `Promise.withResolvers` from version 119 on; the page is built for 114. */
function newWait(): Wait {
  let resolve: Wait['resolve'] = () => undefined;
  let reject: Wait['reject'] = () => undefined;
  const promise = new Promise<Session>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}

async function openPatiently(open: () => Promise<Session>, onLost: () => void): Promise<Session> {
  for (let tries = 0; ; tries++) {
    try {
      return await open();
    } catch {
      // Nobody there yet. Trying again is all there is to do; the person is told when it takes long.
      if (tries === TRIES_UNTIL_LOST) onLost();
      await delay(RETRY_MS[tries] ?? SLOWEST_RETRY_MS);
    }
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function lost(): EngineError {
  return new EngineError('io', 'Waypost’s engine can’t be reached. Start Waypost again; what was saved is kept.');
}
