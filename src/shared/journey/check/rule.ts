import { Temporal } from 'temporal-polyfill';

/** The recurrence rules of a schedule (semantics §4): RRULE of RFC 5545 with the parts named in `PARTS`. */

export const FREQUENCIES = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** Days of the week as RRULE writes them, Monday first. */
export const RULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export interface RuleDay {
  /** ISO day of the week, 1 (Monday) … 7. */
  weekday: number;
  /** The which-th of the month or year, from the end when negative; absent: every one. */
  nth?: number;
}

/** The last moment of a rule, itself included. A date alone means the whole of that day. */
export interface RuleEnd {
  /** `YYYY-MM-DD`. */
  date: string;
  /** `HH:MM:SS`. */
  time?: string;
  /** Whether date and time are UTC; else they are of the journey's timezone. */
  utc: boolean;
}

export interface RecurrenceRule {
  frequency: Frequency;
  /** Every so many days, weeks, months or years; 1 when the rule names none. */
  interval: number;
  count?: number;
  until?: RuleEnd;
  byDay: readonly RuleDay[];
  /** 1 … 31, or −1 … −31 from the end of the month. */
  byMonthDay: readonly number[];
  byMonth: readonly number[];
  /** ISO day a week begins with; Monday when the rule names none. */
  weekStart: number;
}

export type ParsedRule = { rule: RecurrenceRule } | { fault: string };

const PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'WKST'] as const;
type Part = (typeof PARTS)[number];

/** A fault found while reading; turned into a result by `parseRule`. */
class RuleFault extends Error {}

function isPart(name: string): name is Part {
  return PARTS.some((part) => part === name);
}

function partsOf(text: string): Map<Part, string> {
  const parts = new Map<Part, string>();
  for (const piece of text
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')) {
    const [name = '', value, ...rest] = piece.split('=');
    if (!isPart(name))
      throw new RuleFault(
        piece === ''
          ? 'it has an empty part'
          : `it has the part “${name.slice(0, 40)}”, where only ${PARTS.join(', ')} are known`,
      );
    if (value === undefined || value === '' || rest.length > 0) throw new RuleFault(`${name} needs one value after “=”`);
    if (parts.has(name)) throw new RuleFault(`${name} is given twice`);
    parts.set(name, value);
  }
  return parts;
}

function wholeNumber(part: Part, text: string, low: number, high: number): number {
  const value = /^[+-]?\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= low && value <= high))
    throw new RuleFault(`${part} must be a whole number from ${low} to ${high}, not “${text.slice(0, 40)}”`);
  return value;
}

function numberList(part: Part, text: string | undefined, low: number, high: number): number[] {
  if (text === undefined) return [];
  const values = text.split(',').map((piece) => wholeNumber(part, piece, low, high));
  if (values.includes(0)) throw new RuleFault(`${part} can't be 0`);
  return values;
}

function readFrequency(text: string | undefined): Frequency {
  const frequency = FREQUENCIES.find((name) => name.toUpperCase() === text);
  if (frequency) return frequency;
  if (text === undefined) throw new RuleFault('it names no FREQ');
  throw new RuleFault(`FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY, not “${text.slice(0, 40)}”`);
}

function weekdayOf(text: string): number | undefined {
  const place = RULE_DAYS.findIndex((day) => day === text);
  return place < 0 ? undefined : place + 1;
}

function readDay(text: string, frequency: Frequency): RuleDay {
  const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text);
  const weekday = weekdayOf(match?.[2] ?? '');
  if (weekday === undefined) throw new RuleFault(`BYDAY must list days such as MO or -1FR, not “${text.slice(0, 40)}”`);
  const nth = match?.[1];
  if (nth === undefined) return { weekday };
  if (frequency === 'daily' || frequency === 'weekly')
    throw new RuleFault(`BYDAY can only say “${text}” in a monthly or yearly rule`);
  const [value] = numberList('BYDAY', nth, frequency === 'monthly' ? -5 : -53, frequency === 'monthly' ? 5 : 53);
  return { weekday, ...(value !== undefined && { nth: value }) };
}

function readUntil(text: string): RuleEnd {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(text);
  if (!match) throw new RuleFault(`UNTIL must be a date such as 20241231 or 20241231T235959Z, not “${text.slice(0, 40)}”`);
  const [, year, month, day, hour, minute, second, zone] = match;
  const date = `${year}-${month}-${day}`;
  const time = hour === undefined ? undefined : `${hour}:${minute}:${second}`;
  try {
    Temporal.PlainDateTime.from(time === undefined ? date : `${date}T${time}`);
  } catch (error) {
    if (error instanceof RangeError) throw new RuleFault(`UNTIL=${text} is no date of the calendar`, { cause: error });
    throw error;
  }
  return { date, utc: zone !== undefined, ...(time !== undefined && { time }) };
}

function readWeekStart(text: string | undefined): number {
  const weekday = weekdayOf(text ?? 'MO');
  if (weekday === undefined) throw new RuleFault(`WKST must be a day such as MO, not “${(text ?? '').slice(0, 40)}”`);
  return weekday;
}

function readRule(text: string): RecurrenceRule {
  const parts = partsOf(text);
  const frequency = readFrequency(parts.get('FREQ'));
  const byMonthDay = numberList('BYMONTHDAY', parts.get('BYMONTHDAY'), -31, 31);
  if (frequency === 'weekly' && byMonthDay.length > 0) throw new RuleFault('BYMONTHDAY means nothing in a weekly rule');
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')];
  return {
    frequency,
    interval: wholeNumber('INTERVAL', parts.get('INTERVAL') ?? '1', 1, 10_000),
    ...(count !== undefined && { count: wholeNumber('COUNT', count, 1, 1_000_000) }),
    ...(until !== undefined && { until: readUntil(until) }),
    byDay:
      parts
        .get('BYDAY')
        ?.split(',')
        .map((day) => readDay(day, frequency)) ?? [],
    byMonthDay,
    byMonth: numberList('BYMONTH', parts.get('BYMONTH'), 1, 12),
    weekStart: readWeekStart(parts.get('WKST')),
  };
}

/** Reads an RRULE; `fault` says in words what is wrong with it. A leading `RRULE:` and lower case are accepted. */
export function parseRule(text: string): ParsedRule {
  try {
    return { rule: readRule(text) };
  } catch (error) {
    if (error instanceof RuleFault) return { fault: error.message };
    throw error;
  }
}

function dayText({ weekday, nth }: RuleDay): string {
  return `${nth ?? ''}${RULE_DAYS[weekday - 1] ?? ''}`;
}

function untilText({ date, time, utc }: RuleEnd): string {
  const clock = time === undefined ? '' : `T${time.replaceAll(':', '')}${utc ? 'Z' : ''}`;
  return `${date.replaceAll('-', '')}${clock}`;
}

/** The text of a rule; reading it again gives an equal rule. */
export function ruleText(rule: RecurrenceRule): string {
  const parts = [
    `FREQ=${rule.frequency.toUpperCase()}`,
    rule.interval !== 1 && `INTERVAL=${rule.interval}`,
    rule.count !== undefined && `COUNT=${rule.count}`,
    rule.until && `UNTIL=${untilText(rule.until)}`,
    rule.byDay.length > 0 && `BYDAY=${rule.byDay.map(dayText).join(',')}`,
    rule.byMonthDay.length > 0 && `BYMONTHDAY=${rule.byMonthDay.join(',')}`,
    rule.byMonth.length > 0 && `BYMONTH=${rule.byMonth.join(',')}`,
    rule.weekStart !== 1 && `WKST=${RULE_DAYS[rule.weekStart - 1] ?? 'MO'}`,
  ];
  return parts.filter((part) => typeof part === 'string').join(';');
}
