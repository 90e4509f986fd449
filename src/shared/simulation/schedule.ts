import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { parseRule, type RuleEnd } from '../journey/check/rule.js';
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

/** The rule without its end: it is unrolled on a clock without zones, where UNTIL would mean another instant. */
function withoutEnd(rule: string): string {
  return rule
    .replace(/^RRULE:/i, '')
    .split(';')
    .filter((part) => !/^UNTIL=/i.test(part))
    .join(';')
    .toUpperCase();
}

function unroll(at: string, every: string, zone: Zone, period: { from: number; to: number }): number[] {
  const parsed = parseRule(every);
  if ('fault' in parsed) throw new RangeError(`The rule "${every}" can't be read: ${parsed.fault}`);
  const last = parsed.rule.until ? Math.min(period.to, lastInstant(parsed.rule.until, zone)) : period.to;
  const rule = new RRuleTemporal({
    rruleString: withoutEnd(every),
    dtstart: Temporal.PlainDateTime.from(at).toZonedDateTime('UTC'),
  });
  const edge = (t: number): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO('UTC');
  // Wall clocks differ from UTC by less than two days.
  const walls = rule.between(edge(period.from - 2 * DAY), edge(last + 2 * DAY), true);
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
