import { localHour, zoneOf } from './clock.js';
import type { HistoryEvent, LogEvent, TraitRecord, Values } from './types.js';

/** How much an event counts: an open once, a click twice (semantics §6, best hour). */
function points(event: string): number {
  if (event === 'Email Opened') return 1;
  return event === 'Email Link Clicked' ? 2 : 0;
}

function hourly(): number[] {
  return Array.from({ length: 24 }, () => 0);
}

/** The points of each hour, for each customer in the own zone that the record names. */
export function pointsOfLog(events: readonly LogEvent[], customers: readonly TraitRecord[], journeyZone: string): number[] {
  const score = hourly();
  for (const { userId, event, time } of events) {
    const traits = customers.find((customer) => customer.userId === userId)?.traits ?? {};
    const { hour } = localHour(time, zoneOf('customer', traits, journeyZone));
    score[hour] = (score[hour] ?? 0) + points(event);
  }
  return score;
}

/**
 * The hour with the most points: the customer's own plus 5 times the share of the hour in the log's (semantics §6). Both are
 * multiplied by the log's sum, so that what is equal is found equal. The earlier hour wins a tie.
 */
export function bestHour(
  history: readonly HistoryEvent[],
  traits: Values,
  journeyZone: string,
  ofLog: readonly number[],
): number {
  const zone = zoneOf('customer', traits, journeyZone);
  const own = hourly();
  for (const { event, time } of history) {
    const { hour } = localHour(time, zone);
    own[hour] = (own[hour] ?? 0) + points(event);
  }
  const total = ofLog.reduce((sum, value) => sum + value, 0);
  const scores = own.map((value, hour) => (total === 0 ? value : value * total + (ofLog[hour] ?? 0) * 5));
  return scores.indexOf(Math.max(...scores));
}
