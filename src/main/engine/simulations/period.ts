import { dateInstant } from '../../../shared/condition/dates.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { RunOptions } from '../../../shared/contract/simulations.js';
import { logPeriod, type EventLog } from '../../../shared/simulation/index.js';

/**
 * The period of a run in UTC ms (semantics §7).
 * @throws EngineError `invalid` for an instant that cannot be read, a period that ends before it begins, and a log without
 * events where the period is not given.
 */
export function periodOf(log: EventLog, options: Pick<RunOptions, 'from' | 'to'>): { from: number; to: number } {
  const given = {
    from: options.from === undefined ? undefined : instantOf(options.from),
    to: options.to === undefined ? undefined : instantOf(options.to),
  };
  const ofLog = logPeriod(log);
  const from = given.from ?? ofLog?.from;
  const to = given.to ?? ofLog?.to;
  if (from === undefined || to === undefined) {
    throw new EngineError(
      'invalid',
      'The log has no events, so there is no period to simulate. Import a log, or give the period.',
    );
  }
  if (from > to) {
    const [begin, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
    throw new EngineError('invalid', `The period ends (${end}) before it begins (${begin}). Choose other dates.`);
  }
  return { from, to };
}

/** UTC ms of an ISO 8601 instant; without an offset it is UTC. @throws EngineError `invalid` for another text. */
export function instantOf(text: string): number {
  const instant = dateInstant(text);
  if (instant === undefined) throw new EngineError('invalid', `"${text}" is no instant such as "2024-05-01T00:00:00Z".`);
  return instant;
}
