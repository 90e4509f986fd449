import type { Comparison, DurationComparison, Scalar } from './comparison.js';
import { dateInstant } from './dates.js';
import { durationMs } from './duration.js';

/** Tells whether a value (or its absence) satisfies a comparison. */
export type ValueTest = (value: Scalar | undefined) => boolean;
/** The same for a number that is always there. */
export type NumberTest = (value: number) => boolean;

/** Order of two values of one kind: negative, 0, positive; `undefined` where no order holds between them (semantics §3). */
type Order = (value: Scalar) => number | undefined;

function orderAgainst(operand: Scalar): Order {
  if (typeof operand === 'number') return (value) => (typeof value === 'number' ? value - operand : undefined);
  if (typeof operand === 'boolean') return (value) => (typeof value === 'boolean' ? Number(value) - Number(operand) : undefined);
  const instant = dateInstant(operand);
  return (value) => {
    if (typeof value !== 'string') return undefined;
    if (instant !== undefined) {
      const other = dateInstant(value);
      if (other !== undefined) return other - instant;
    }
    return value === operand ? 0 : value < operand ? -1 : 1;
  };
}

function ordered(operand: Scalar, accepts: (order: number) => boolean): ValueTest {
  const order = orderAgainst(operand);
  return (value) => {
    if (value === undefined) return false;
    const difference = order(value);
    return difference !== undefined && accepts(difference);
  };
}

function equalTo(operand: Scalar): ValueTest {
  return ordered(operand, (order) => order === 0);
}

function not(test: ValueTest): ValueTest {
  return (value) => !test(value);
}

function anyOf(tests: readonly ValueTest[]): ValueTest {
  return (value) => tests.some((test) => test(value));
}

function allOf(tests: readonly ValueTest[]): ValueTest {
  const [first, ...others] = tests;
  if (first && others.length === 0) return first;
  return (value) => tests.every((test) => test(value));
}

function onText(operand: string, accepts: (text: string, part: string) => boolean): ValueTest {
  const part = operand.toLowerCase();
  return (value) => typeof value === 'string' && accepts(value.toLowerCase(), part);
}

/** The operators whose operand is compared by order, shared by values and durations. */
function orderTests(comparison: {
  gt?: Scalar | undefined;
  gte?: Scalar | undefined;
  lt?: Scalar | undefined;
  lte?: Scalar | undefined;
}): ValueTest[] {
  const { gt, gte, lt, lte } = comparison;
  const tests: ValueTest[] = [];
  if (gt !== undefined) tests.push(ordered(gt, (order) => order > 0));
  if (gte !== undefined) tests.push(ordered(gte, (order) => order >= 0));
  if (lt !== undefined) tests.push(ordered(lt, (order) => order < 0));
  if (lte !== undefined) tests.push(ordered(lte, (order) => order <= 0));
  return tests;
}

function equalityTests({ eq, ne, between, in: oneOf, notIn, exists }: Comparison): ValueTest[] {
  const tests: ValueTest[] = [];
  if (eq !== undefined) tests.push(equalTo(eq));
  if (ne !== undefined) tests.push(not(equalTo(ne)));
  if (between)
    tests.push(
      ordered(between[0], (order) => order >= 0),
      ordered(between[1], (order) => order <= 0),
    );
  if (oneOf) tests.push(anyOf(oneOf.map(equalTo)));
  if (notIn) tests.push(not(anyOf(notIn.map(equalTo))));
  if (exists !== undefined) tests.push((value) => (value !== undefined) === exists);
  return tests;
}

/** Compiles `N` of semantics §3. A missing value satisfies `exists: false`, `ne` and `notIn`, and nothing else. */
export function compileComparison(comparison: Comparison): ValueTest {
  const { contains, startsWith, endsWith } = comparison;
  const tests = [...equalityTests(comparison), ...orderTests(comparison)];
  if (contains !== undefined) tests.push(onText(contains, (text, part) => text.includes(part)));
  if (startsWith !== undefined) tests.push(onText(startsWith, (text, part) => text.startsWith(part)));
  if (endsWith !== undefined) tests.push(onText(endsWith, (text, part) => text.endsWith(part)));
  return allOf(tests);
}

/** A comparison of whole numbers that a count goes through, with the range it accepts where it accepts just one range. */
export interface CountTest {
  holds: NumberTest;
  /** Holds exactly for `low ≤ n ≤ high` (high may be infinite); absent for comparisons with gaps. */
  range?: { low: number; high: number };
}

function rangeOf(comparison: Comparison): { low: number; high: number } | undefined {
  let low = 0;
  let high = Infinity;
  for (const [operator, operand] of Object.entries(comparison)) {
    if (operand === undefined) continue;
    if (operator === 'between' && Array.isArray(operand)) {
      const [from, to] = operand;
      if (typeof from !== 'number' || typeof to !== 'number') return undefined;
      low = Math.max(low, Math.ceil(from));
      high = Math.min(high, Math.floor(to));
      continue;
    }
    if (typeof operand !== 'number') return undefined;
    if (operator === 'gte') low = Math.max(low, Math.ceil(operand));
    else if (operator === 'gt') low = Math.max(low, Math.floor(operand) + 1);
    else if (operator === 'lte') high = Math.min(high, Math.floor(operand));
    else if (operator === 'lt') high = Math.min(high, Math.ceil(operand) - 1);
    else if (operator === 'eq' && Number.isInteger(operand)) {
      low = Math.max(low, operand);
      high = Math.min(high, operand);
    } else return undefined;
  }
  return { low, high };
}

/** Compiles a comparison of counts (whole numbers from 0); `{"gte": 1}` when there is none. */
export function compileCount(comparison: Comparison = { gte: 1 }): CountTest {
  const range = rangeOf(comparison);
  if (!range) return { holds: compileComparison(comparison) };
  const { low, high } = range;
  return { holds: (value) => value >= low && value <= high, range };
}

/** A comparison of durations in ms, with the values next to which its verdict can change. */
export interface DurationTest {
  /** `Infinity` is the age of what never happened. */
  holds: NumberTest;
  /** Ascending: between two neighbours the verdict is constant. */
  changes: readonly number[];
}

function msComparison(comparison: DurationComparison): Comparison {
  const { between, in: oneOf, notIn, exists, ...single } = comparison;
  const ms: Comparison = {};
  if (exists !== undefined) ms.exists = exists;
  if (between) ms.between = [durationMs(between[0]), durationMs(between[1])];
  if (oneOf) ms.in = oneOf.map(durationMs);
  if (notIn) ms.notIn = notIn.map(durationMs);
  if (single.eq !== undefined) ms.eq = durationMs(single.eq);
  if (single.ne !== undefined) ms.ne = durationMs(single.ne);
  if (single.gt !== undefined) ms.gt = durationMs(single.gt);
  if (single.gte !== undefined) ms.gte = durationMs(single.gte);
  if (single.lt !== undefined) ms.lt = durationMs(single.lt);
  if (single.lte !== undefined) ms.lte = durationMs(single.lte);
  return ms;
}

/**
 * Compiles a comparison of ages or session lengths. An infinite age satisfies `exists: true`, `ne`, `notIn`, `gt` and
 * `gte` (semantics §3), which is what comparing `Infinity` gives.
 */
export function compileDuration(comparison: DurationComparison): DurationTest {
  const ms = msComparison(comparison);
  const operands = Object.values(ms)
    .flat()
    .filter((operand) => typeof operand === 'number');
  const changes = [...new Set(operands.flatMap((operand) => [operand, operand + 1]))].sort((a, b) => a - b);
  return { holds: compileComparison(ms), changes };
}
