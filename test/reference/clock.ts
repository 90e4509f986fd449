import { Temporal } from 'temporal-polyfill';
import type { Values } from './types.js';

const MINUTE = 60_000;

/** Whether there is a time zone of this IANA name. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).epochMilliseconds === 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The zone that `"customer"`, a name or nothing stands for: a missing or unknown trait falls back to the journey's (semantics §3). */
export function zoneOf(written: string | undefined, traits: Values, journeyZone: string): string {
  if (written !== 'customer') return written ?? journeyZone;
  const own = traits['timezone'];
  return typeof own === 'string' && isZone(own) ? own : journeyZone;
}

function localOf(t: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(zone);
}

interface LocalHour {
  hour: number;
  weekday: number;
}
const hours = new Map<string, LocalHour>();
const QUARTER = 15 * MINUTE;

/** The local hour 0–23 and ISO weekday 1–7 (semantics §3). They only change with the minute, so each is looked up once. */
export function localHour(t: number, zone: string): LocalHour {
  const minute = Math.floor(t / MINUTE);
  const key = `${minute} ${zone}`;
  const known = hours.get(key);
  if (known) return known;
  const { hour, dayOfWeek } = localOf(minute * MINUTE, zone);
  hours.set(key, { hour, weekday: dayOfWeek });
  return { hour, weekday: dayOfWeek };
}

/**
 * The instants after `t`, up to `to`, at which the local hour may change in some zone: quarters of an hour and, as Newfoundland
 * moved its clocks a minute past midnight until 2011, the minutes after them.
 */
export function hourChanges(t: number, to: number): number[] {
  const first = Math.floor(t / QUARTER);
  const quarters = Array.from(
    { length: Math.max(0, Math.floor(to / QUARTER) - first + 1) },
    (_, place) => (first + place) * QUARTER,
  );
  return quarters.flatMap((quarter) => [quarter, quarter + MINUTE]).filter((instant) => instant > t && instant <= to);
}

/** The one or two instants at which the clock shows this, or, where it skips it, the next valid minute. */
function showings(local: Temporal.PlainDateTime, zone: string): number[] {
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
  const both = [...new Set([earlier, later].map(({ epochMilliseconds }) => epochMilliseconds))];
  if (earlier.toPlainDateTime().equals(local)) return both;
  for (let t = Math.floor(earlier.epochMilliseconds / MINUTE) * MINUTE; ; t += MINUTE) {
    if (Temporal.PlainDateTime.compare(localOf(t, zone).toPlainDateTime(), local) > 0) return [t];
  }
}

/** The instant of a local date and time: the first where it comes twice, the next valid minute where it is skipped (semantics §5, `until`). */
export function instantAt(local: Temporal.PlainDateTime, zone: string): number {
  return Math.min(...showings(local, zone));
}

/** The dates on which something that happens after `t` may lie; the one before `t` too, as what is skipped moves on. */
function datesFrom(t: number, zone: string): Temporal.PlainDate[] {
  const today = localOf(t, zone).toPlainDate();
  return Array.from({ length: 16 }, (_, days) => today.add({ days: days - 2 }));
}

/** The next instant strictly after `t` with that wall time on an allowed weekday (semantics §5, `until`). */
export function nextWallTime(t: number, time: string, zone: string, weekdays: readonly number[] = [1, 2, 3, 4, 5, 6, 7]): number {
  const days = datesFrom(t, zone).filter(({ dayOfWeek }) => weekdays.includes(dayOfWeek));
  const instants = days.map((date) => instantAt(date.toPlainDateTime(time), zone));
  return Math.min(...instants.filter((instant) => instant > t));
}

/** The next instant after `t` at which the wall clock shows this, for the first or the second time, or the next valid minute (semantics §6). */
export function nextShowing(t: number, time: string, zone: string): number {
  const instants = datesFrom(t, zone).flatMap((date) => showings(date.toPlainDateTime(time), zone));
  return Math.min(...instants.filter((instant) => instant > t));
}

/** Whether the wall clock is inside quiet hours: `from` is, `to` is not, and if they are the same there are none (semantics §6). */
export function isQuiet(t: number, from: string, to: string, zone: string): boolean {
  const now = localOf(t, zone).toPlainTime();
  const [fromStarted, toStarted] = [from, to].map((time) => Temporal.PlainTime.compare(time, now) <= 0);
  if (Temporal.PlainTime.compare(from, to) < 0) return fromStarted === true && toStarted === false;
  return Temporal.PlainTime.compare(from, to) > 0 && (fromStarted === true || toStarted === false);
}
