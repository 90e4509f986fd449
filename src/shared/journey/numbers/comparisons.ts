import type { Comparison, DurationComparison } from '../../condition/comparison.js';
import type { Where } from '../../condition/events.js';
import { quote } from '../../condition/words/text.js';
import { amountNumber, countNumber, durationNumber, type JourneyNumber } from './number.js';

type Path = readonly PropertyKey[];

/** The operators that compare with one operand, and how each is said. */
const OPERATORS = {
  eq: 'exactly',
  ne: 'not',
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
} as const;
type Operator = keyof typeof OPERATORS;
const OPERATOR_KEYS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const satisfies readonly Operator[];

interface Operand {
  path: Path;
  name: string;
  value: unknown;
}

/** The operands of a comparison that order or equal, each with its place and what it says. */
function operandsOf(comparison: Comparison | DurationComparison, path: Path, what: string): Operand[] {
  const single = OPERATOR_KEYS.map((key): Operand => ({
    path: [...path, key],
    name: `${what}, ${OPERATORS[key]}`,
    value: comparison[key],
  }));
  const [low, high] = comparison.between ?? [];
  return [
    ...single,
    { path: [...path, 'between', 0], name: `${what}, ${OPERATORS.gte}`, value: low },
    { path: [...path, 'between', 1], name: `${what}, ${OPERATORS.lte}`, value: high },
  ];
}

/** The thresholds of a comparison of counts. */
export function countThresholds(comparison: Comparison, path: Path, what: string): JourneyNumber[] {
  return operandsOf(comparison, path, what).flatMap(({ path: place, name, value }) =>
    typeof value === 'number' ? [countNumber(place, name, value)] : [],
  );
}

/** The thresholds of a comparison of any values: those that are numbers. */
export function amountThresholds(comparison: Comparison, path: Path, what: string): JourneyNumber[] {
  return operandsOf(comparison, path, what).flatMap(({ path: place, name, value }) =>
    typeof value === 'number' ? [amountNumber(place, name, value)] : [],
  );
}

/** The thresholds of a comparison of lengths of time. */
export function durationThresholds(comparison: DurationComparison, path: Path, what: string): JourneyNumber[] {
  return operandsOf(comparison, path, what).flatMap(({ path: place, name, value }) =>
    typeof value === 'string' ? durationNumber(place, name, value) : [],
  );
}

/** The thresholds of filters on an event's properties. `what` is what the customer did: “viewed a product”. */
export function filterThresholds(where: Where | undefined, path: Path, what: string): JourneyNumber[] {
  return (where ?? []).flatMap(({ property, is }, index) =>
    amountThresholds(is, [...path, index, 'is'], `${quote(property)} where a customer ${what}`),
  );
}
