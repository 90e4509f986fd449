import { Temporal } from 'temporal-polyfill';
import { UNIT_MS } from '../../../src/shared/condition/duration.js';

/** The shop's 60 days: 1 October to 29 November 2025, in UTC. */
const FIRST_DAY = Temporal.PlainDate.from('2025-10-01');
export const DAYS = 60;
export const PERIOD_START = Date.UTC(2025, 9, 1);
/** Exclusive. */
export const PERIOD_END = PERIOD_START + DAYS * UNIT_MS.d;

export const SHOP_ZONE = 'Europe/Berlin';
const NOON = 12 * 60;
const BLACK_FRIDAY = 58;
const BLACK_WEEK = 54;

const noons = new Map<string, number>();

function noon(zone: string, day: number): number {
  const key = `${zone}/${day}`;
  const known = noons.get(key);
  if (known !== undefined) return known;
  const instant = FIRST_DAY.add({ days: day }).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds;
  noons.set(key, instant);
  return instant;
}

/** UTC milliseconds of a minute of a local day (day 0 is 1 October). Exact from the end of the night's clock change on. */
export function localInstant(zone: string, day: number, minute: number): number {
  return noon(zone, day) + (minute - NOON) * UNIT_MS.m;
}

/** How much busier than usual a day is: Sundays lead, and the week of Black Friday stands out. */
export function dayWeight(day: number): number {
  const week = [1, 0.92, 0.94, 0.98, 0.9, 1.15, 1.35];
  const weekday = FIRST_DAY.add({ days: day }).dayOfWeek;
  const season = day === BLACK_FRIDAY ? 2.4 : day >= BLACK_WEEK ? 1.5 : 1;
  return (week[weekday - 1] ?? 1) * season;
}

/** How likely a visit is in each hour of a local day: lunch and the evening, little at night. */
export const HOUR_WEIGHTS: readonly number[] = [
  4, 2, 1, 1, 1, 2, 8, 18, 26, 30, 32, 36, 46, 40, 32, 30, 34, 42, 56, 74, 86, 80, 52, 20,
];

/** The places of the dates in the 60 days: `day('2025-11-28')` is 58. */
export function day(date: string): number {
  return FIRST_DAY.until(date, { largestUnit: 'days' }).days;
}
