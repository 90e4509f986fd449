import type { Comparison, DurationComparison, Scalar } from '../comparison.js';
import type { Where } from '../events.js';
import { durationWords } from './duration.js';
import { listWords, quote, valueWords } from './text.js';

/** How an operand is worded: a value, a duration, a day of the week. */
export type OperandWords = (operand: Scalar) => string;

interface Operators {
  eq?: Scalar | undefined;
  ne?: Scalar | undefined;
  gt?: Scalar | undefined;
  gte?: Scalar | undefined;
  lt?: Scalar | undefined;
  lte?: Scalar | undefined;
  between?: readonly Scalar[] | undefined;
  in?: readonly Scalar[] | undefined;
  notIn?: readonly Scalar[] | undefined;
  exists?: boolean | undefined;
}

interface Vocabulary {
  eq: string;
  ne: string;
  less: string;
}

function orderPhrases(comparison: Operators, words: OperandWords, less: string): string[] {
  const { gt, gte, lt, lte, between } = comparison;
  const phrases: string[] = [];
  if (gt !== undefined) phrases.push(`more than ${words(gt)}`);
  if (gte !== undefined) phrases.push(`at least ${words(gte)}`);
  if (lt !== undefined) phrases.push(`${less} than ${words(lt)}`);
  if (lte !== undefined) phrases.push(`at most ${words(lte)}`);
  const [low, high] = between ?? [];
  if (low !== undefined && high !== undefined) phrases.push(`between ${words(low)} and ${words(high)}`);
  return phrases;
}

function exceptWords(words: readonly string[], ne: string): string {
  if (words.length === 0) return 'anything';
  return words.length === 1 ? `${ne}${words.join('')}` : `neither ${listWords(words, 'nor')}`;
}

/** The phrases of the operators that compare with operands, without a verb. */
function operandPhrases(comparison: Operators, words: OperandWords, { eq, ne, less }: Vocabulary): string[] {
  const { in: oneOf, notIn } = comparison;
  const phrases: string[] = [];
  if (comparison.eq !== undefined) phrases.push(eq + words(comparison.eq));
  if (comparison.ne !== undefined) phrases.push(ne + words(comparison.ne));
  phrases.push(...orderPhrases(comparison, words, less));
  if (oneOf) phrases.push(oneOf.length === 0 ? 'one of nothing' : eq + listWords(oneOf.map(words), 'or'));
  if (notIn) phrases.push(exceptWords(notIn.map(words), ne));
  return phrases;
}

const QUANTITY: Vocabulary = { eq: 'exactly ', ne: 'not ', less: 'fewer' };
const VALUE: Vocabulary = { eq: '', ne: 'not ', less: 'less' };

function existsWords(exists: boolean | undefined): string[] {
  if (exists === undefined) return [];
  return [exists ? 'anything' : 'nothing'];
}

/** Whether the comparison is one way of saying zero. */
function isNone(comparison: Comparison): boolean {
  const [only, ...others] = Object.entries(comparison).filter(([, operand]) => operand !== undefined);
  if (!only || others.length > 0) return false;
  const [name, operand] = only;
  return ((name === 'eq' || name === 'lte') && operand === 0) || (name === 'lt' && operand === 1);
}

/** A count or an amount: “more than 3”, “at least 2 and fewer than 5”, “none”. */
export function quantityWords(comparison: Comparison): string {
  if (isNone(comparison)) return 'none';
  return listWords(
    [...operandPhrases(comparison, valueWords, QUANTITY), ...textPhrases(comparison), ...existsWords(comparison.exists)],
    'and',
  );
}

/** A length of time: “more than 24 hours”. */
export function lengthWords(comparison: DurationComparison): string {
  const words: OperandWords = (operand) => durationWords(String(operand));
  return listWords(
    [...operandPhrases(comparison, words, { ...QUANTITY, less: 'less' }), ...existsWords(comparison.exists)],
    'and',
  );
}

/** How often: “more than 3 times”, “exactly once”. Empty for “at least once”, “never” for zero. */
export function timesWords(comparison: Comparison): string {
  if (isNone(comparison)) return 'never';
  const [operator, ...others] = Object.entries(comparison).filter(([, operand]) => operand !== undefined);
  if (operator && others.length === 0) {
    const [name, operand] = operator;
    if ((name === 'gte' && operand === 1) || (name === 'gt' && operand === 0)) return '';
    if (operand === 1 && name === 'eq') return 'exactly once';
    if (operand === 1 && name === 'gt') return 'more than once';
    if (operand === 1 && name === 'lte') return 'at most once';
  }
  return `${quantityWords(comparison)} times`;
}

function textPhrases({ contains, startsWith, endsWith }: Comparison): string[] {
  return [
    ...(contains === undefined ? [] : [`something with ${quote(contains)} in it`]),
    ...(startsWith === undefined ? [] : [`something that starts with ${quote(startsWith)}`]),
    ...(endsWith === undefined ? [] : [`something that ends with ${quote(endsWith)}`]),
  ];
}

/** The verbs of a predicate: “is …”, or “to be …” after “needs”. */
const VERBS = {
  is: { be: 'is', contain: 'contains', start: 'starts with', end: 'ends with' },
  needs: { be: 'to be', contain: 'to contain', start: 'to start with', end: 'to end with' },
} as const;

function predicate(comparison: Comparison, words: OperandWords, verbs: (typeof VERBS)['is' | 'needs']): string {
  const { contains, startsWith, endsWith, exists } = comparison;
  const values = operandPhrases(comparison, words, VALUE);
  return listWords(
    [
      ...(values.length === 0 ? [] : [`${verbs.be} ${listWords(values, 'and')}`]),
      ...(contains === undefined ? [] : [`${verbs.contain} ${quote(contains)}`]),
      ...(startsWith === undefined ? [] : [`${verbs.start} ${quote(startsWith)}`]),
      ...(endsWith === undefined ? [] : [`${verbs.end} ${quote(endsWith)}`]),
      ...(exists === undefined ? [] : [`${verbs.be} ${exists ? 'known' : 'unknown'}`]),
    ],
    'and',
  );
}

/** What a value must be, with its verb: “is “Shoes””, “is more than 50 and at most 90”. */
export function predicateWords(comparison: Comparison, words: OperandWords = valueWords): string {
  return predicate(comparison, words, VERBS.is);
}

/** The same after what was seen: “needs to be “Shoes””. */
export function needsWords(comparison: Comparison, words: OperandWords = valueWords): string {
  return `needs ${predicate(comparison, words, VERBS.needs)}`;
}

/** Filters on an event's properties, in brackets; empty without filters. */
export function whereWords(where: Where | undefined): string {
  if (!where || where.length === 0) return '';
  return `(where ${listWords(
    where.map(({ property, is }) => `${quote(property)} ${predicateWords(is)}`),
    'and',
  )})`;
}
