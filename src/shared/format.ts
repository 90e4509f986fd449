/**
 * Numbers, dates and durations for people, in the reader's own locale. Every function takes ISO text or epoch
 * milliseconds, and dates name their zone where it is not plain from the words around them.
 */

type Instant = string | number | Date;

/** The runtime's, which is the reader's wherever one reads. */
const locale = new Intl.DateTimeFormat().resolvedOptions().locale;

/** The reader's own IANA zone. */
export const readerZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const format = numbers.get(key) ?? new Intl.NumberFormat(locale, options);
  numbers.set(key, format);
  return format;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const format = dates.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dates.set(key, format);
  return format;
}

function toDate(instant: Instant): Date | undefined {
  const date = instant instanceof Date ? instant : new Date(instant);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `118402` → `118,402`; at most `digits` places (default 2). */
export function formatNumber(value: number, digits = 2): string {
  return numberFormat({ maximumFractionDigits: digits }).format(value);
}

/** A difference with its sign: `+12`, `−3`, `0`. */
export function formatChange(value: number): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${formatNumber(Math.abs(value))}`;
}

/** `1240000` → `1.2M`, for narrow places; the whole number belongs into a title. */
export function formatCompact(value: number): string {
  return numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** A share of 0 … 1 → `33%`; one place near both ends, and never 0 % or 100 % for what is neither. */
export function formatPercent(share: number): string {
  const percent = (value: number, digits: number) =>
    numberFormat({ style: 'percent', maximumFractionDigits: digits }).format(value);
  if (share > 0 && share < 0.001) return `< ${percent(0.001, 1)}`;
  if (share > 0.999 && share < 1) return `> ${percent(0.999, 1)}`;
  return percent(share, share < 0.1 || share > 0.99 ? 1 : 0);
}

/** `1536` → `1.5 kB`; thousands, as file managers count. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const unitDisplay = step === 0 ? 'long' : 'short';
  return numberFormat({ style: 'unit', unit: units[step] ?? 'byte', unitDisplay, maximumFractionDigits: 1 }).format(
    bytes / 1000 ** step,
  );
}

/** `1 event`, `2 events`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** The day: `9 Nov 2025`. Text that is no date comes back as it is. */
export function formatDate(instant: Instant, timeZone: string = readerZone): string {
  const date = toDate(instant);
  return date ? dateFormat({ day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(date) : String(instant);
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

/** Day, time and zone: `9 Nov 2025, 14:03:07 CET`. */
export function formatDateTime(instant: Instant, timeZone: string = readerZone): string {
  const date = toDate(instant);
  if (!date) return String(instant);
  return dateFormat({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  }).format(date);
}

/** `1 Oct – 29 Nov 2025`, sharing what both ends have in common. */
export function formatPeriod(from: Instant, to: Instant, timeZone: string = readerZone): string {
  const [start, end] = [toDate(from), toDate(to)];
  if (!start || !end) return `${String(from)} – ${String(to)}`;
  return dateFormat({ day: 'numeric', month: 'short', year: 'numeric', timeZone }).formatRange(start, end);
}

/** How long ago: `3 minutes ago`, `yesterday`, a date after 30 days. `now` is epoch ms. */
export function formatAgo(instant: Instant, now: number): string {
  const date = toDate(instant);
  if (!date) return String(instant);
  const seconds = Math.round((date.getTime() - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const steps = [
    ['second', 60],
    ['minute', 60],
    ['hour', 24],
    ['day', 30],
  ] as const;
  let value = seconds;
  for (const [unit, size] of steps) {
    if (Math.abs(value) < size) return relative.format(Math.round(value), unit);
    value /= size;
  }
  return formatDate(date);
}

const PARTS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A length of time in ms, by its two largest units: `38 ms`, `4.6 s`, `2 min 5 s`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${formatNumber(ms, ms < 10 ? 1 : 0)} ms`;
  if (ms < 60_000) return `${formatNumber(ms / 1000, ms < 10_000 ? 1 : 0)} s`;
  const words: string[] = [];
  let rest = Math.round(ms / 1000) * 1000;
  for (const [unit, size] of PARTS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${formatNumber(count)} ${unit}`);
    if (words.length === 2) break;
  }
  return words.join(' ');
}
