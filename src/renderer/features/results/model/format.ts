import { Temporal } from 'temporal-polyfill';

/** A BCP 47 locale; `undefined` takes the reader's own. */
export type Locale = string | undefined;

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  dateFormats.set(key, made);
  return made;
}

/** A whole number, grouped as the reader's locale does. */
export function formatCount(count: number, locale?: Locale): string {
  return count.toLocaleString(locale);
}

/** A count with its noun: "1 customer", "871 customers". */
export function formatAmount(count: number, one: string, many: string, locale?: Locale): string {
  return `${formatCount(count, locale)} ${count === 1 ? one : many}`;
}

/** A part of a whole in per cent, with one decimal below ten; a dash where there is no whole. */
export function formatShare(part: number, whole: number, locale?: Locale): string {
  if (whole === 0) return '–';
  const share = part / whole;
  const digits = share > 0 && share < 0.0995 ? 1 : 0;
  return share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: digits });
}

/** Milliseconds for people: "38 ms", "1.2 s". */
export function formatElapsed(ms: number, locale?: Locale): string {
  if (ms < 1000) return `${formatCount(Math.max(1, Math.round(ms)), locale)} ms`;
  return `${(ms / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} s`;
}

/** Seconds left for people: "12 s", "3 min". */
export function formatSecondsLeft(seconds: number, locale?: Locale): string {
  if (seconds < 60) return `${formatCount(Math.max(1, Math.round(seconds)), locale)} s`;
  return `${formatCount(Math.round(seconds / 60), locale)} min`;
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
export function formatDay(day: string, style: DayStyle = 'medium', locale?: Locale): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time)) return day;
  return dateFormat(locale, { ...DAY_STYLES[style], timeZone: 'UTC' }).format(time);
}

/** Two calendar days as a range: "1 Oct – 29 Nov 2025". */
export function formatDayRange(from: string, to: string, locale?: Locale): string {
  const [start, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
  if (Number.isNaN(start) || Number.isNaN(end)) return `${from} – ${to}`;
  return dateFormat(locale, { ...DAY_STYLES.medium, timeZone: 'UTC' }).formatRange(start, end);
}

/** The wall clock of an instant in a zone to the second, with milliseconds where there are any. */
export function formatClock(iso: string, zone: string, locale?: Locale): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const fraction = time % 1000 === 0 ? {} : { fractionalSecondDigits: 3 as const };
  return dateFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', ...fraction, timeZone: zone }).format(time);
}

/** An instant as date and wall clock in a zone. The zone is not written: say it once beside. */
export function formatInstant(iso: string, zone: string, locale?: Locale): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  return dateFormat(locale, {
    day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone,
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
