import type { Condition } from '../../src/shared/condition/schema.js';
import { hourChanges } from './clock.js';
import { holds, type Situation } from './condition.js';
import { milliseconds } from './duration.js';
import { SESSION_GAP } from './events.js';

type Segments = Situation['segments'];

/** Every condition in this one, itself and those of its segments included. */
function parts(condition: Condition, segments: Segments): Condition[] {
  const inner =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : 'none' in condition ? condition.none : [];
  const segment = 'segment' in condition ? segments[condition.segment] : undefined;
  return [condition, ...[...inner, ...(segment ? [segment] : [])].flatMap((each) => parts(each, segments))];
}

/** Every duration anywhere in a value, in ms. */
function durationsIn(value: unknown): number[] {
  if (typeof value === 'string') return /^[\d.]+(ms|s|m|h|d|w)$/.test(value) ? [milliseconds(value)] : [];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(durationsIn);
  return [];
}

/**
 * The instants after `t`, up to `to`, at which time alone may change what a condition says, in order. An event matters to it
 * until a duration has gone by since, to the millisecond or with one more; a session ends; the clock strikes.
 */
export function candidates(condition: Condition, { t, history, segments }: Situation, to: number): number[] {
  const all = parts(condition, segments);
  const durations = new Set([...durationsIn(all), SESSION_GAP]);
  const aged = history.flatMap(({ time }) => [...durations].flatMap((duration) => [time + duration, time + duration + 1]));
  const struck = all.some((part) => 'clock' in part) ? hourChanges(t, to) : [];
  const later = [...aged, ...struck].filter((instant) => instant > t && instant <= to);
  return [...new Set(later)].sort((a, b) => a - b);
}

/** The first instant after `t`, up to `to`, at which the condition says this if nothing happens before. */
export function nextTime(condition: Condition, is: boolean, at: Situation, to: number): number | undefined {
  return candidates(condition, at, to).find((t) => holds(condition, { ...at, t }) === is);
}
