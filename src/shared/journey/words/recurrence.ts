import { weekdayName } from '../../condition/words/clock.js';
import { listWords, quote, sentence } from '../../condition/words/text.js';
import { parseRule, type Frequency, type RecurrenceRule, type RuleDay } from '../check/rule.js';
import type { ScheduleTrigger } from '../schema.js';

/** Schedules in words (semantics §4). */

const UNITS: Readonly<Record<Frequency, string>> = { daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' };
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${suffix}`;
}

function nthWords(nth: number): string {
  if (nth > 0) return ordinal(nth);
  return nth === -1 ? 'last' : `${ordinal(-nth)} last`;
}

/** `2024-03-30` → “30 March 2024”. */
export function dateWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

function dayWords({ weekday, nth }: RuleDay): string {
  const name = weekdayName(weekday) ?? String(weekday);
  return nth === undefined ? name : `the ${nthWords(nth)} ${name}`;
}

function daysWords({ byDay, byMonthDay }: RecurrenceRule): string {
  const days = byDay.length > 0 ? `on ${listWords(byDay.map(dayWords), 'and')}` : '';
  const dates =
    byMonthDay.length > 0
      ? `on the ${listWords(
          byMonthDay.map((day) => (day > 0 ? ordinal(day) : `${nthWords(day)} day`)),
          'and',
        )}`
      : '';
  return days !== '' && dates !== '' ? `${days}, if it falls ${dates}` : days + dates;
}

function endWords({ count, until }: RecurrenceRule): string {
  const ends = [
    ...(count === undefined ? [] : [count === 1 ? 'once' : `${count} times`]),
    ...(until === undefined
      ? []
      : [
          `until ${dateWords(until.date)}${until.time === undefined ? '' : ` ${until.time.slice(0, 5)}${until.utc ? ' UTC' : ''}`}`,
        ]),
  ];
  return ends.length === 0 ? '' : `, ${ends.join(', ')}`;
}

/** A repetition: “every 2 weeks on Monday and Thursday, 10 times”. */
export function ruleWords(rule: RecurrenceRule): string {
  const unit = UNITS[rule.frequency];
  const every = rule.interval === 1 ? `every ${unit}` : `every ${rule.interval} ${unit}s`;
  const months =
    rule.byMonth.length > 0
      ? `in ${listWords(
          rule.byMonth.map((month) => MONTHS[month - 1] ?? String(month)),
          'and',
        )}`
      : '';
  return sentence(every, daysWords(rule), months) + endWords(rule);
}

/** When a schedule fires: “every week on Monday, at 09:00, from 30 March 2024 on”. */
export function scheduleWords({ at, every }: ScheduleTrigger['schedule']): string {
  const [date = '', time = '00:00'] = at.split('T');
  if (every === undefined) return `on ${dateWords(date)} at ${time}`;
  const parsed = parseRule(every);
  return `${'rule' in parsed ? ruleWords(parsed.rule) : `by the rule ${quote(every)}`}, at ${time}, from ${dateWords(date)} on`;
}
