import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { parseRule, ruleText, type RecurrenceRule, type RuleEnd } from '../journey/check/rule.js';
import type { ScheduleTrigger } from '../journey/schema.js';
import type { Zone } from './zones.js';

const DAY = 86_400_000;

/** The UTC ms whose UTC clock shows this local date-time. */
function wallClockMs(local: string): number {
  return Temporal.PlainDateTime.from(local).toZonedDateTime('UTC').epochMilliseconds;
}

/** The last instant (UTC ms, inclusive) that an UNTIL allows; a date alone means the whole of that local day. */
function lastInstant(until: RuleEnd, zone: Zone): number {
  if (until.time === undefined) return zone.instantsOf(wallClockMs(until.date) + DAY)[0] - 1;
  const wallClock = wallClockMs(`${until.date}T${until.time}`);
  return until.utc ? wallClock : zone.instantsOf(wallClock)[0];
}

/** Whether weekdays are numbered within the year, which the library gets wrong beside plain weekdays or days of the month. */
function numbersDaysOfYear({ frequency, byDay, byMonth }: RecurrenceRule): boolean {
  return frequency === 'yearly' && byMonth.length === 0 && byDay.some(({ nth }) => nth !== undefined);
}

function isDayOfMonth({ day, daysInMonth }: Temporal.ZonedDateTime, byMonthDay: readonly number[]): boolean {
  return byMonthDay.length === 0 || byMonthDay.includes(day) || byMonthDay.includes(day - daysInMonth - 1);
}

/** More periods than any schedule passes; by default the library gives up after 10 000. */
const LIMITS = { maxIterations: 1_000_000, maxCandidateEvaluations: 10_000_000 };

type Unroll = (rule: RecurrenceRule, begin: Temporal.ZonedDateTime) => Temporal.ZonedDateTime[];

/** Numbered and plain weekdays each by itself; then what days of the month and COUNT leave of them. */
function numberedDays(rule: RecurrenceRule, unroll: Unroll, begin: Temporal.ZonedDateTime): Temporal.ZonedDateTime[] {
  const { count, ...endless } = rule;
  const kinds = [rule.byDay.filter(({ nth }) => nth !== undefined), rule.byDay.filter(({ nth }) => nth === undefined)];
  const days = kinds.filter((kind) => kind.length > 0).flatMap((byDay) => unroll({ ...endless, byDay, byMonthDay: [] }, begin));
  const instants = new Map(days.filter((day) => isDayOfMonth(day, rule.byMonthDay)).map((day) => [day.epochMilliseconds, day]));
  return [...instants.values()].sort((a, b) => a.epochMilliseconds - b.epochMilliseconds).slice(0, count);
}

/** The wall clocks of a rule around a period, on a clock without zones, on which UNTIL would mean another instant: it is left out. */
function wallClocks(at: string, parsed: RecurrenceRule, { from, to }: { from: number; to: number }): Temporal.ZonedDateTime[] {
  const { until: _elsewhere, ...rule } = parsed;
  const dtstart = Temporal.PlainDateTime.from(at).toZonedDateTime('UTC');
  const edge = (t: number): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO('UTC');
  const unroll: Unroll = (some, begin) =>
    // Wall clocks differ from UTC by less than two days.
    new RRuleTemporal({ rruleString: ruleText(some), dtstart, ...LIMITS }).between(begin, edge(to + 2 * DAY), true);
  if (numbersDaysOfYear(rule)) return numberedDays(rule, unroll, dtstart);
  const { count = Infinity, ...endless } = rule;
  // There is at most one a day, so a higher COUNT says nothing but costs the counting.
  const isEndless = count > (to - dtstart.epochMilliseconds) / DAY + 3;
  return unroll(isEndless ? endless : rule, edge(from - 2 * DAY));
}

function unroll(at: string, every: string, zone: Zone, period: { from: number; to: number }): number[] {
  const parsed = parseRule(every);
  if ('fault' in parsed) throw new RangeError(`The rule "${every}" can't be read: ${parsed.fault}`);
  const { rule } = parsed;
  const last = rule.until ? Math.min(period.to, lastInstant(rule.until, zone)) : period.to;
  const walls = wallClocks(at, rule, { from: period.from, to: last });
  return walls.map((wall) => zone.instantsOf(wall.epochMilliseconds)[0]).filter((t) => t <= last);
}

/**
 * The instants (UTC ms, ascending) of a schedule within a period, both ends included: `at` alone, or the occurrences of the
 * rule from `at` on, `at` itself only if the rule gives it; a local time that the clock skips or doubles is treated as in
 * `until` (semantics §4, §5).
 */
export function occurrences(schedule: ScheduleTrigger['schedule'], zone: Zone, period: { from: number; to: number }): number[] {
  const { at, every } = schedule;
  const instants = every === undefined ? [zone.instantsOf(wallClockMs(at))[0]] : unroll(at, every, zone, period);
  return instants.filter((t) => t >= period.from && t <= period.to).sort((a, b) => a - b);
}
