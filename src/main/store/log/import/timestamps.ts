import { Temporal } from 'temporal-polyfill';
import { literal } from '../sql.js';
import { NUMBER_PATTERN } from '../values.js';

/** The years 1 to 9999: microseconds taken for milliseconds end up beyond. */
const FIRST_INSTANT = -62_135_596_800_000;
const LAST_INSTANT = 253_402_300_799_999;

const OFFSET = '(Z| UTC|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)';
const ISO = `[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?${OFFSET}?)?)?`;
const HAS_OFFSET = `:[0-9.]+${OFFSET}$`;

/**
 * Milliseconds of a date and time that the pattern has let through; NULL where there is no such day. Cuts off below the
 * millisecond: counted from the year 1 nothing is negative, so that the division rounds down.
 */
function milliseconds(text: string): string {
  return `(epoch_us(TRY_CAST(${text} AS TIMESTAMPTZ)) - ${FIRST_INSTANT * 1000}) // 1000 + ${FIRST_INSTANT}`;
}

/** The usual form of what is ISO 8601 all the same: minutes with an offset, a comma for the point, a space before the offset, `GMT`, small letters, blanks around. */
function usualForm(text: string): string {
  const spaceless = `regexp_replace(upper(trim(${text})), ' ?(Z|UTC|GMT|[+-][0-9:]+)$', '\\1')`;
  const pointed = `regexp_replace(${spaceless}, '(:[0-9]{2}),([0-9])', '\\1.\\2')`;
  const zulu = `regexp_replace(${pointed}, '(UTC|GMT)$', 'Z')`;
  return `regexp_replace(${zulu}, '^(.{13}:[0-9]{2})(Z|[+-].*)$', '\\1:00\\2')`;
}

const INTEGER = '-?(0|[1-9][0-9]{0,17})';
const DECIMAL = `${INTEGER}[.][0-9]+`;

function secondsOrMilliseconds(number: string, seconds: string): string {
  return `CASE WHEN ${number} >= 100000000000 THEN ${number} WHEN ${number} > -100000000000 THEN ${seconds} END`;
}

/** Works on digits, not on floating point: 1704103200.001 must not come out a millisecond short. */
function decimalEpoch(text: string): string {
  const whole = `TRY_CAST(split_part(${text}, '.', 1) AS BIGINT)`;
  const thousandths = `CAST(left(rpad(split_part(${text}, '.', 2), 3, '0'), 3) AS BIGINT)`;
  return secondsOrMilliseconds(
    whole,
    `${whole} * 1000 + CASE WHEN starts_with(${text}, '-') THEN -${thousandths} ELSE ${thousandths} END`,
  );
}

function exponentEpoch(text: string): string {
  const number = `TRY_CAST(${text} AS DOUBLE)`;
  return `TRY_CAST(floor(${secondsOrMilliseconds(number, `${number} * 1000`)}) AS BIGINT)`;
}

/**
 * SQL for the UTC milliseconds of a text, NULL where it is no time (semantics §1): ISO 8601, without an offset read as UTC;
 * or a number, epoch milliseconds from 1e11 up, seconds below.
 */
export function instantOf(text: string): string {
  const trimmed = `trim(${text})`;
  const usual = usualForm(text);
  const integer = `CAST(${text} AS BIGINT)`;
  const choices: [string, string, string][] = [
    [text, ISO, milliseconds(text)],
    [text, INTEGER, secondsOrMilliseconds(integer, `${integer} * 1000`)],
    [trimmed, DECIMAL, decimalEpoch(trimmed)],
    [trimmed, NUMBER_PATTERN, exponentEpoch(trimmed)],
    [usual, ISO, milliseconds(usual)],
  ];
  return `CASE ${choices.map(([value, pattern, instant]) => `WHEN regexp_full_match(${value}, ${literal(pattern)}) THEN ${instant}`).join(' ')} END`;
}

/** SQL: whether the text is a date or time without an offset, so that the zone of the import decides. */
export function isLocal(text: string): string {
  return `NOT regexp_full_match(trim(${text}), ${literal(NUMBER_PATTERN)}) AND NOT regexp_matches(${usualForm(text)}, ${literal(HAS_OFFSET)})`;
}

/** SQL: whether milliseconds lie in the years 1 to 9999. */
export function isInstant(milliseconds: string): string {
  return `${milliseconds} BETWEEN ${FIRST_INSTANT} AND ${LAST_INSTANT}`;
}

interface Stretch {
  /** Local milliseconds, read as if they were UTC, from which the rule holds. */
  from: number;
  /** SQL for UTC milliseconds. */
  instant: (local: string) => string;
}

/**
 * SQL: local time in an IANA zone → UTC milliseconds. A time that the clock skips moves on to the next valid minute, one
 * that comes twice is the first.
 * @param local SQL for local milliseconds, read as if they were UTC.
 */
export function inZone(local: string, zone: string): string {
  return choose(stretches(zone), local);
}

function stretches(zone: string): Stretch[] {
  let at = Temporal.Instant.from('1900-01-01T00:00Z').toZonedDateTimeISO(zone);
  const end = Temporal.Instant.from('2100-01-01T00:00Z').epochMilliseconds;
  let offset = at.offsetNanoseconds / 1e6;
  const list: Stretch[] = [shift(-Infinity, offset)];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > end) return list;
    const after = next.offsetNanoseconds / 1e6;
    const instant = next.epochMilliseconds;
    // Forward: the local times between the two offsets do not exist and become the instant of the change.
    // Back: an hour comes twice; its first reading is the old offset's, which ends where the doubled hour ends.
    if (after > offset) list.push({ from: instant + offset, instant: () => String(instant) }, shift(instant + after, after));
    else if (after < offset) list.push(shift(instant + offset, after));
    offset = after;
    at = next;
  }
}

function shift(from: number, offset: number): Stretch {
  return { from, instant: (local) => `${local} - (${offset})` };
}

/** Nested halves, so that a row is compared with eight bounds rather than with hundreds. */
function choose(list: readonly Stretch[], local: string): string {
  const [first] = list;
  if (first === undefined || list.length === 1) return first?.instant(local) ?? local;
  const middle = list.length >> 1;
  const bound = list[middle]?.from ?? 0;
  return `CASE WHEN ${local} < ${bound} THEN ${choose(list.slice(0, middle), local)} ELSE ${choose(list.slice(middle), local)} END`;
}
