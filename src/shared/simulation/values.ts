import type { Scalar } from '../condition/comparison.js';
import type { ValueTest } from '../condition/compare.js';
import { VALUE_KIND, type ValueColumn, type ValueDictionary } from './log.js';
import { stringAt, stringCount } from './strings.js';

/** Stands for a value in comparisons for sameness only; equal values have equal keys. */
export type ValueKey = Scalar;

/** Reads one column of the log: the values of a property (by event) or of a trait (by customer). */
export interface ColumnReader {
  value(index: number): Scalar | undefined;
  /** A key for sameness, cheaper than the value; `undefined` where absent. */
  key(index: number): ValueKey | undefined;
  /** The key of a value that comes from elsewhere (simulated events). */
  keyOf(value: Scalar): ValueKey;
  /** A test of the values at an index, each distinct value tested at most once. */
  test(test: ValueTest): (index: number) => boolean;
}

function dictionaryValue(dictionary: ValueDictionary, entry: number): Scalar {
  const text = stringAt(dictionary.texts, entry);
  const kind = dictionary.kinds[entry];
  if (kind === VALUE_KIND.number) return Number(text);
  return kind === VALUE_KIND.boolean ? text === 'true' : text;
}

function numberReader(values: Float64Array): ColumnReader {
  const value = (index: number): number | undefined => {
    const found = values[index];
    return found === undefined || Number.isNaN(found) ? undefined : found;
  };
  return { value, key: value, keyOf: (other) => other, test: (test) => (index) => test(value(index)) };
}

function codedReader(codes: Uint32Array, dictionary: ValueDictionary): ColumnReader {
  let known: Map<Scalar, number> | undefined;
  const value = (index: number): Scalar | undefined => {
    const code = codes[index] ?? 0;
    return code === 0 ? undefined : dictionaryValue(dictionary, code - 1);
  };
  /** Codes are numbers and foreign values are strings or booleans, so that the two kinds of key never meet. */
  const keyOf = (other: Scalar): ValueKey => {
    known ??= new Map(
      Array.from({ length: stringCount(dictionary.texts) }, (_, entry) => [dictionaryValue(dictionary, entry), entry + 1]),
    );
    return known.get(other) ?? (typeof other === 'number' ? `number ${String(other)}` : other);
  };
  return { value, key: (index) => codes[index] || undefined, keyOf, test: (test) => codedTest(codes, dictionary, test) };
}

const UNTESTED = 0;
const PASSES = 1;
const FAILS = 2;

function codedTest(codes: Uint32Array, dictionary: ValueDictionary, test: ValueTest): (index: number) => boolean {
  const verdicts = new Uint8Array(stringCount(dictionary.texts) + 1);
  return (index) => {
    const code = codes[index] ?? 0;
    const verdict = verdicts[code] ?? UNTESTED;
    if (verdict !== UNTESTED) return verdict === PASSES;
    const passes = test(code === 0 ? undefined : dictionaryValue(dictionary, code - 1));
    verdicts[code] = passes ? PASSES : FAILS;
    return passes;
  };
}

function absentReader(): ColumnReader {
  return {
    value: () => undefined,
    key: () => undefined,
    keyOf: (other) => other,
    test: (test) => {
      const verdict = test(undefined);
      return () => verdict;
    },
  };
}

/** A reader of the column; one that the log never saw is absent everywhere. */
export function columnReader(column: ValueColumn | undefined): ColumnReader {
  if (!column) return absentReader();
  return column.kind === 'number' ? numberReader(column.values) : codedReader(column.codes, column.dictionary);
}
