import { COMPARISON_OPERATORS, type ComparisonOperator } from '../../../../../shared/condition/comparison.js';
import { asList, asRecord, type Loose } from './read.js';

/** What is compared: a value from the data, a number, how often something happened, or how long ago. */
export type ComparedThing = 'value' | 'number' | 'count' | 'duration';

/** An operator as people choose it: whether something exists is two choices. */
export type OperatorChoice = Exclude<ComparisonOperator, 'exists'> | 'known' | 'unknown';

const VALUE_WORDS: readonly (readonly [OperatorChoice, string])[] = [
  ['eq', 'is'],
  ['ne', 'is not'],
  ['gt', 'is more than'],
  ['gte', 'is at least'],
  ['lt', 'is less than'],
  ['lte', 'is at most'],
  ['between', 'is between'],
  ['in', 'is one of'],
  ['notIn', 'is none of'],
  ['contains', 'contains'],
  ['startsWith', 'begins with'],
  ['endsWith', 'ends with'],
  ['known', 'is known'],
  ['unknown', 'is not known'],
];
const NUMERIC: ReadonlySet<OperatorChoice> = new Set<OperatorChoice>(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between']);
const COUNT_WORDS: readonly (readonly [OperatorChoice, string])[] = [
  ['gte', 'at least'],
  ['gt', 'more than'],
  ['eq', 'exactly'],
  ['lte', 'at most'],
  ['lt', 'fewer than'],
  ['between', 'between'],
  ['ne', 'not exactly'],
];
const DURATION_WORDS: readonly (readonly [OperatorChoice, string])[] = [
  ['gt', 'more than'],
  ['gte', 'at least'],
  ['lt', 'less than'],
  ['lte', 'at most'],
  ['between', 'between'],
  ['eq', 'exactly'],
  ['known', 'ever'],
  ['unknown', 'never'],
];

export const OPERATOR_WORDS: Readonly<Record<ComparedThing, readonly (readonly [OperatorChoice, string])[]>> = {
  value: VALUE_WORDS,
  number: VALUE_WORDS.filter(([choice]) => NUMERIC.has(choice)),
  count: COUNT_WORDS,
  duration: DURATION_WORDS,
};

/** One operator of an `N` with what it compares to. */
export interface OperatorEntry {
  key: ComparisonOperator;
  choice: OperatorChoice;
  value: unknown;
}

function isOperator(key: string): key is ComparisonOperator {
  return COMPARISON_OPERATORS.some((operator) => operator === key);
}

/** The operators of an `N`, in their order. */
export function operatorsOf(comparison: unknown): OperatorEntry[] {
  return Object.entries(asRecord(comparison)).flatMap(([key, value]) => {
    if (!isOperator(key)) return [];
    const choice = key === 'exists' ? (value === false ? 'unknown' : 'known') : key;
    return [{ key, choice, value }];
  });
}

const EMPTY: Readonly<Record<ComparedThing, unknown>> = { value: '', number: 0, count: 1, duration: '1d' };

/** What to compare with under another operator: the value there was, in the form that the new operator takes. */
export function convertedValue(choice: OperatorChoice, before: unknown, thing: ComparedThing): unknown {
  const single = Array.isArray(before) ? asList(before)[0] : before;
  const one = single === undefined || typeof before === 'boolean' ? EMPTY[thing] : single;
  switch (choice) {
    case 'known':
      return true;
    case 'unknown':
      return false;
    case 'in':
    case 'notIn':
      return Array.isArray(before) ? before : one === '' ? [] : [one];
    case 'between':
      return Array.isArray(before) && before.length === 2 ? before : [one, one];
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return String(one);
    default:
      return one;
  }
}

function keyOf(choice: OperatorChoice): ComparisonOperator {
  return choice === 'known' || choice === 'unknown' ? 'exists' : choice;
}

/** The `N` with one operator replaced by another; its place among the others is kept. */
export function withOperator(comparison: unknown, index: number, choice: OperatorChoice, thing: ComparedThing): Loose {
  const entries = operatorsOf(comparison).map(({ key, value }, at): [string, unknown] =>
    at === index ? [keyOf(choice), convertedValue(choice, value, thing)] : [key, value],
  );
  return Object.fromEntries(entries);
}

/** The operator to offer next: one that the `N` does not have yet and that goes with it. */
export function furtherOperator(comparison: unknown, thing: ComparedThing): OperatorChoice | undefined {
  const used = new Set(operatorsOf(comparison).map(({ key }) => key));
  const order: readonly OperatorChoice[] =
    used.has('gt') || used.has('gte') ? ['lt', 'lte', 'ne'] : ['gte', 'lte', 'ne', 'contains'];
  return order.find((choice) => !used.has(keyOf(choice)) && OPERATOR_WORDS[thing].some(([known]) => known === choice));
}
