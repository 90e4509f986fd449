import { Temporal } from 'temporal-polyfill';
import { parseRule, type RecurrenceRule, type RuleDay } from '../../src/shared/journey/check/rule.js';
import type { ScheduleTrigger } from '../../src/shared/journey/schema.js';
import { instantAt } from './clock.js';

type Day = Temporal.PlainDate;

function ruleOf(text: string): RecurrenceRule {
  const parsed = parseRule(text);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.rule;
}

/** How many whole periods of the rule lie between the day it begins with and this one. */
function periodsBetween(start: Day, day: Day, { frequency, weekStart }: RecurrenceRule): number {
  const monday = (date: Day): Day => date.subtract({ days: (date.dayOfWeek - weekStart + 7) % 7 });
  switch (frequency) {
    case 'daily':
      return start.until(day, { largestUnit: 'day' }).days;
    case 'weekly':
      return monday(start).until(monday(day), { largestUnit: 'day' }).days / 7;
    case 'monthly':
      return (day.year - start.year) * 12 + day.month - start.month;
    case 'yearly':
      return day.year - start.year;
  }
}

/** Whether a day is the nth of its kind in its month, or in its year where the rule counts by years. */
function isNth(day: Day, { weekday, nth }: RuleDay, ofYear: boolean): boolean {
  if (day.dayOfWeek !== weekday) return false;
  if (nth === undefined) return true;
  const [place, length] = ofYear ? [day.dayOfYear, day.daysInYear] : [day.day, day.daysInMonth];
  return nth > 0 ? Math.ceil(place / 7) === nth : Math.ceil((length - place + 1) / 7) === -nth;
}

/** Whether the rule gives this day, as RFC 5545 has it: what it leaves out is taken from the day it begins with. */
function gives(rule: RecurrenceRule, start: Day, day: Day): boolean {
  const { frequency, interval, byDay, byMonth, byMonthDay } = rule;
  if (periodsBetween(start, day, rule) % interval !== 0) return false;
  if (byMonth.length > 0 && !byMonth.includes(day.month)) return false;
  if (byMonthDay.length > 0 && !byMonthDay.some((each) => day.day === (each > 0 ? each : day.daysInMonth + 1 + each)))
    return false;
  const ofYear = frequency === 'yearly' && byMonth.length === 0;
  if (byDay.length > 0) return byDay.some((each) => isNth(day, each, ofYear));
  if (byMonthDay.length > 0 || frequency === 'daily') return true;
  if (frequency === 'weekly') return day.dayOfWeek === start.dayOfWeek;
  if (day.day !== start.day) return false;
  return frequency === 'monthly' || byMonth.length > 0 || day.month === start.month;
}

/** The last instant of a rule with an end, itself included. A date alone means the whole of that day. */
function endOf({ until }: RecurrenceRule, zone: string): number {
  if (!until) return Infinity;
  const local = Temporal.PlainDateTime.from(`${until.date}T${until.time ?? '23:59:59.999'}`);
  return until.utc ? local.toZonedDateTime('UTC').epochMilliseconds : instantAt(local, zone);
}

/** The instants, in UTC ms up to `to`, of a schedule in the journey's timezone (semantics §4): every day is looked at in turn. */
export function occurrences({ at, every }: ScheduleTrigger['schedule'], zone: string, to: number): number[] {
  const start = Temporal.PlainDateTime.from(at);
  if (every === undefined) return [instantAt(start, zone)].filter((t) => t <= to);
  const rule = ruleOf(every);
  const last = Math.min(to, endOf(rule, zone));
  // Wherever it is, two days on it is later.
  const lastDay = Temporal.Instant.fromEpochMilliseconds(last).toZonedDateTimeISO(zone).toPlainDate().add({ days: 2 });
  const found: number[] = [];
  for (let day = start.toPlainDate(); Temporal.PlainDate.compare(day, lastDay) <= 0; day = day.add({ days: 1 })) {
    if (!gives(rule, start.toPlainDate(), day)) continue;
    found.push(instantAt(day.toPlainDateTime(start.toPlainTime()), zone));
    if (found.length === rule.count) break;
  }
  return found.filter((t) => t <= last);
}
