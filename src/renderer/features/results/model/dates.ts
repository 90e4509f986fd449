import { Temporal } from 'temporal-polyfill';

/** Calendar days and wall clocks of a journey's zone. The zone itself is named once beside a list, not in every row. */

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(undefined, options);
  formats.set(key, format);
  return format;
}

const DAY_STYLES = {
  /** 9 Nov */
  short: { day: 'numeric', month: 'short' },
  /** 9 Nov 2025 */
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  /** Sunday 9 November 2025 */
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** Sun 9 Nov */
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DayStyle = keyof typeof DAY_STYLES;

/** A calendar day written `YYYY-MM-DD`, in words. */
export function formatDay(day: string, style: DayStyle = 'medium'): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : dateFormat({ ...DAY_STYLES[style], timeZone: 'UTC' }).format(time);
}

/** The wall clock of an instant in a zone to the second, with milliseconds where there are any. */
export function formatClock(iso: string, zone: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const fraction = time % 1000 === 0 ? {} : { fractionalSecondDigits: 3 as const };
  return dateFormat({
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...fraction,
    timeZone: zone,
  }).format(time);
}

/** An instant as day and wall clock in a zone. */
export function formatInstant(iso: string, zone: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  return dateFormat({
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(time);
}

/** The calendar day of an instant in a zone, as `YYYY-MM-DD`. */
export function dayOf(iso: string, zone: string): string {
  return Temporal.Instant.from(iso).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The first instant of a calendar day in a zone (ISO 8601 UTC), plus some days. */
export function startOfDay(day: string, zone: string, plusDays = 0): string {
  return Temporal.PlainDate.from(day).add({ days: plusDays }).toZonedDateTime({ timeZone: zone }).toInstant().toString();
}

/** The last millisecond of a calendar day in a zone (ISO 8601 UTC). */
export function endOfDay(day: string, zone: string): string {
  return Temporal.Instant.from(startOfDay(day, zone, 1))
    .subtract({ milliseconds: 1 })
    .toString();
}
