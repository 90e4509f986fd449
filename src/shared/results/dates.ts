import { Temporal } from 'temporal-polyfill';

/** Calendar days and wall clocks of a journey's zone. The zone itself is named once beside a list, not in every row. */

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(undefined, options);
  formats.set(key, format);
  return format;
}

/** The wall clock of an instant in a zone to the second, and what is left of the second (".050"; empty for none). */
export function clockParts(iso: string, zone: string): { clock: string; fraction: string } {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return { clock: iso, fraction: '' };
  const style = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  const clock = dateFormat(style).format(time);
  if (time % 1000 === 0) return { clock, fraction: '' };
  const parts = dateFormat({ ...style, fractionalSecondDigits: 3 }).formatToParts(time);
  const place = parts.findIndex(({ type }) => type === 'fractionalSecond');
  return {
    clock,
    fraction: parts
      .slice(place - 1, place + 1)
      .map(({ value }) => value)
      .join(''),
  };
}

/** The wall clock of an instant in a zone, to the millisecond where there is a part of a second. */
export function formatClock(iso: string, zone: string): string {
  const { clock, fraction } = clockParts(iso, zone);
  return clock + fraction;
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
