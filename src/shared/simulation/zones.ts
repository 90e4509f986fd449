import { Temporal } from 'temporal-polyfill';
import { isIanaZone } from '../condition/schema.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** A stretch of time in which a zone's offset is constant: instants `start ≤ t < end`. */
interface Stretch {
  start: number;
  end: number;
  offset: number;
}

/** The wall clock of one time zone. Offsets come from the runtime's zone data and are remembered by stretch. */
export class Zone {
  readonly #stretches: Stretch[] = [];
  #latest: Stretch;

  constructor(readonly name: string) {
    this.#latest = this.#look(0);
  }

  #look(t: number): Stretch {
    const moment = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(this.name);
    const exact = Temporal.Instant.fromEpochMilliseconds(t + 1)
      .toZonedDateTimeISO(this.name)
      .getTimeZoneTransition('previous');
    const stretch = {
      start: exact?.epochMilliseconds ?? -Infinity,
      end: moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
      offset: Math.round(moment.offsetNanoseconds / 1e6),
    };
    this.#stretches.push(stretch);
    return stretch;
  }

  #at(t: number): Stretch {
    const holds = (stretch: Stretch): boolean => t >= stretch.start && t < stretch.end;
    if (!holds(this.#latest)) this.#latest = this.#stretches.find(holds) ?? this.#look(Math.floor(t));
    return this.#latest;
  }

  /** Wall-clock time at `t`, as the UTC ms that would show the same clock. */
  local(t: number): number {
    return t + this.#at(t).offset;
  }

  /** The next instant after `t` at which the zone's offset changes. */
  nextTransition(t: number): number {
    return this.#at(t).end;
  }

  /** Hour of the day, 0 … 23. */
  hour(t: number): number {
    return Math.floor(positiveModulo(this.local(t), DAY) / HOUR);
  }

  /** ISO day of the week, 1 (Monday) … 7. */
  weekday(t: number): number {
    return isoWeekday(Math.floor(this.local(t) / DAY));
  }

  /** Milliseconds since local midnight, as the wall clock shows it. */
  timeOfDay(t: number): number {
    return positiveModulo(this.local(t), DAY);
  }

  /**
   * The instants at which the wall clock shows `local`, earliest first: none in a gap of the clock, two where it is set
   * back. A time in a gap moves on to the first valid minute behind it (semantics §5).
   */
  instantsOf(local: number): [number] | [number, number] {
    const before = this.#at(local - DAY).offset;
    const after = this.#at(local + DAY).offset;
    const early = local - Math.max(before, after);
    const late = local - Math.min(before, after);
    const valid = [early, late].filter((t, i, all) => this.local(t) === local && all.indexOf(t) === i);
    const [first, second] = valid;
    if (first === undefined) return [this.#firstAfterGap(early, late)];
    return second === undefined ? [first] : [first, second];
  }

  #firstAfterGap(early: number, late: number): number {
    const stretch = this.#at(late);
    return stretch.start > early ? Math.ceil(stretch.start / MINUTE) * MINUTE : late;
  }
}

function positiveModulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** ISO weekday (1 = Monday) of a day counted from 1 January 1970, a Thursday. */
function isoWeekday(day: number): number {
  return positiveModulo(day + 3, 7) + 1;
}

/** A daily time as `HH:MM` in milliseconds since midnight. */
export function timeOfDayMs(text: string): number {
  const [hours, minutes] = text.split(':');
  return Number(hours) * HOUR + Number(minutes) * MINUTE;
}

/**
 * The next instant strictly after `t` at which the zone's wall clock shows `timeOfDay` (ms since midnight) on an allowed
 * weekday. A doubled time is its first pass unless `everyPass` (semantics §5, waits; §6, quiet hours).
 */
export function nextWallTime(
  zone: Zone,
  t: number,
  timeOfDay: number,
  options: { weekdays?: readonly number[]; everyPass?: boolean } = {},
): number {
  const today = Math.floor(zone.local(t) / DAY);
  for (let day = today - 1; day <= today + 15; day++) {
    if (options.weekdays && !options.weekdays.includes(isoWeekday(day))) continue;
    const instants = zone.instantsOf(day * DAY + timeOfDay);
    const candidates = options.everyPass ? instants : instants.slice(0, 1);
    const next = candidates.find((instant) => instant > t);
    if (next !== undefined) return next;
  }
  throw new RangeError(`No ${String(timeOfDay / HOUR)} o'clock in ${zone.name} within two weeks`);
}

const zones = new Map<string, Zone>();

/** The zone of this IANA name, or `undefined` when the runtime knows none. Zones are immutable facts and shared. */
export function zoneNamed(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known) return known;
  if (!isIanaZone(name)) return undefined;
  const zone = new Zone(name);
  zones.set(name, zone);
  return zone;
}
