import type { Comparison, DurationComparison, Scalar } from '../../src/shared/condition/comparison.js';
import { milliseconds } from './duration.js';

/** `YYYY-MM-DD`, optionally with a time, behind a T or a blank, and an offset (semantics §3). */
const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):\d{2})(:\d{2}(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** The instant in UTC ms that a text names as an ISO-8601 date, UTC where it has no offset; absent: it is no date. */
function instantOf(text: string): number | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [, date, time = '00:00', seconds = '', offset = 'Z'] = match;
  const day = Date.parse(`${date}T00:00Z`);
  // A day that the calendar lacks, such as 30 February, is carried over into the next month.
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return undefined;
  const [, hours, minutes = '00'] = /^([+-]\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  const instant = Date.parse(`${date}T${time}${seconds.replace(',', '.')}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Two values made comparable, where they are: both numbers, both texts, both booleans, or instants of two dates. */
function alike(a: Scalar, b: Scalar): [number, number] | [string, string] | undefined {
  if (typeof a === 'number' && typeof b === 'number') return [a, b];
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  const [left, right] = [instantOf(a), instantOf(b)];
  return left !== undefined && right !== undefined ? [left, right] : [a, b];
}

function equal(a: Scalar, b: Scalar): boolean {
  if (typeof a === 'boolean') return a === b;
  const pair = alike(a, b);
  return pair !== undefined && pair[0] === pair[1];
}

function less(a: Scalar, b: Scalar): boolean {
  const pair = alike(a, b);
  return pair !== undefined && pair[0] < pair[1];
}

function textual(value: Scalar, other: string, test: (text: string, part: string) => boolean): boolean {
  return typeof value === 'string' && test(value.toLowerCase(), other.toLowerCase());
}

/** Whether a value, or a missing one, satisfies one operator of `N` (semantics §3). */
function satisfies(value: Scalar | undefined, operator: keyof Comparison, is: Comparison): boolean {
  if (operator === 'exists') return (value !== undefined) === is.exists;
  if (value === undefined) return operator === 'ne' || operator === 'notIn';
  const { eq, ne, gt, gte, lt, lte, between, contains, startsWith, endsWith } = is;
  switch (operator) {
    case 'eq':
      return eq !== undefined && equal(value, eq);
    case 'ne':
      return ne !== undefined && !equal(value, ne);
    case 'gt':
      return gt !== undefined && less(gt, value);
    case 'gte':
      return gte !== undefined && (less(gte, value) || equal(value, gte));
    case 'lt':
      return lt !== undefined && less(value, lt);
    case 'lte':
      return lte !== undefined && (less(value, lte) || equal(value, lte));
    case 'between':
      return between !== undefined && compares(value, { gte: between[0], lte: between[1] });
    case 'in':
      return (is.in ?? []).some((each) => equal(value, each));
    case 'notIn':
      return !(is.notIn ?? []).some((each) => equal(value, each));
    case 'contains':
      return contains !== undefined && textual(value, contains, (text, part) => text.includes(part));
    case 'startsWith':
      return startsWith !== undefined && textual(value, startsWith, (text, part) => text.startsWith(part));
    case 'endsWith':
      return endsWith !== undefined && textual(value, endsWith, (text, part) => text.endsWith(part));
  }
}

const OPERATORS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'in',
  'notIn',
  'contains',
  'startsWith',
  'endsWith',
  'exists',
] as const;

/** Whether a value compares as `N`: every operator present holds (semantics §3). */
export function compares(value: Scalar | undefined, is: Comparison): boolean {
  return OPERATORS.every((operator) => is[operator] === undefined || satisfies(value, operator, is));
}

/** Whether an age or a length in ms compares as `N` (semantics §3); the age of what never happened is infinite. */
export function comparesAsDuration(ms: number, is: DurationComparison): boolean {
  const { eq, ne, gt, gte, lt, lte, between, exists } = is;
  return (
    (eq === undefined || ms === milliseconds(eq)) &&
    (ne === undefined || ms !== milliseconds(ne)) &&
    (gt === undefined || ms > milliseconds(gt)) &&
    (gte === undefined || ms >= milliseconds(gte)) &&
    (lt === undefined || ms < milliseconds(lt)) &&
    (lte === undefined || ms <= milliseconds(lte)) &&
    (between === undefined || (ms >= milliseconds(between[0]) && ms <= milliseconds(between[1]))) &&
    (is.in === undefined || is.in.some((each) => ms === milliseconds(each))) &&
    (is.notIn === undefined || !is.notIn.some((each) => ms === milliseconds(each))) &&
    (exists === undefined || exists)
  );
}
