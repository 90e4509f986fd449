import type { RunCharts } from '../contract/simulations.js';
import { formatCount, formatNumber, formatPeriod } from '../format.js';
import { share } from './share.js';

export interface DayRange {
  /** Places in `perDay`, both inclusive. */
  first: number;
  last: number;
}

type Days = RunCharts['perDay'];

/** A range kept within the days there are, the right way round. */
export function clampRange(days: Days, range: DayRange): DayRange {
  const inside = (place: number): number => Math.min(Math.max(0, Math.round(place)), Math.max(0, days.length - 1));
  const [first, last] = [inside(range.first), inside(range.last)];
  return first <= last ? { first, last } : { first: last, last: first };
}

export interface RangeSummary {
  from: string;
  to: string;
  sent: number;
  suppressed: number;
  whole: boolean;
}

/** What happened within a range of days; `undefined` where there are no days. */
export function summariseRange(days: Days, range: DayRange): RangeSummary | undefined {
  const { first, last } = clampRange(days, range);
  const [from, to] = [days[first], days[last]];
  if (!from || !to) return undefined;
  const within = days.slice(first, last + 1);
  const sum = (key: 'sent' | 'suppressed'): number => within.reduce((total, day) => total + day[key], 0);
  return {
    from: from.day,
    to: to.day,
    sent: sum('sent'),
    suppressed: sum('suppressed'),
    whole: first === 0 && last === days.length - 1,
  };
}

/** A range in a sentence: "1 Oct – 29 Nov 2025 (Europe/Berlin): 1 038 e-mails sent, 166 held back". */
export function rangeMeaning(summary: RangeSummary, zone: string): string {
  const span = formatPeriod(summary.from, summary.to, 'UTC');
  return `${span} (${zone}): ${formatCount(summary.sent, 'e-mail', 'e-mails')} sent, ${formatNumber(summary.suppressed)} held back.`;
}

const hourLabel = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`;

/** The line under the hours of the day: the three busiest hours in a row. */
export function hoursMeaning({ perHour, zone }: Pick<RunCharts, 'perHour' | 'zone'>): string {
  const total = perHour.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 'No e-mail was sent in this period.';
  const span = (start: number): number => [0, 1, 2].reduce((sum, step) => sum + (perHour[(start + step) % 24] ?? 0), 0);
  const start = perHour.reduce((best, _, hour) => (span(hour) > span(best) ? hour : best), 0);
  return `${share(span(start), total)} leave between ${hourLabel(start)} and ${hourLabel(start + 3)} (${zone}).`;
}

/** The 24 labels of the hours of a day. */
export const HOUR_LABELS: readonly string[] = Array.from({ length: 24 }, (_, hour) => hourLabel(hour));
