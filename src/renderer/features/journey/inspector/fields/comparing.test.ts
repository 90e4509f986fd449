import { describe, expect, it } from 'vitest';
import { comparisonSchema, durationComparisonSchema } from '../../../../../shared/condition/comparison.js';
import { convertedValue, furtherOperator, OPERATOR_WORDS, operatorsOf, withOperator } from './comparing.js';
import { typedValue } from './typedValue.js';

describe('editing a comparison', () => {
  it('gives a legal comparison under every operator, whatever was there before', () => {
    for (const before of [{ eq: 'x' }, { gt: 3 }, { between: [1, 2] }, { in: ['a', 'b'] }, { exists: true }, { eq: true }]) {
      for (const [choice] of OPERATOR_WORDS.value) {
        const changed = withOperator(before, 0, choice, 'value');
        expect(operatorsOf(changed).map((entry) => entry.choice)).toEqual([choice]);
        if (choice !== 'between' || !('eq' in before && before.eq === true)) {
          const isOrder = ['gt', 'gte', 'lt', 'lte'].includes(choice);
          if (!(isOrder && 'eq' in before && before.eq === true))
            expect(comparisonSchema.safeParse(changed).success, JSON.stringify([before, changed])).toBe(true);
        }
      }
    }
    for (const [choice] of OPERATOR_WORDS.duration) {
      expect(durationComparisonSchema.safeParse(withOperator({ gt: '3d' }, 0, choice, 'duration')).success).toBe(true);
    }
  });

  it('keeps the value and the other operators', () => {
    expect(withOperator({ gt: 3, lt: 9 }, 0, 'gte', 'count')).toEqual({ gte: 3, lt: 9 });
    expect(convertedValue('in', 'red', 'value')).toEqual(['red']);
    expect(convertedValue('eq', ['red', 'blue'], 'value')).toBe('red');
    expect(convertedValue('gt', true, 'duration')).toBe('1d');
  });

  it('offers a further operator that is not there yet', () => {
    expect(furtherOperator({ gt: 5 }, 'value')).toBe('lt');
    expect(furtherOperator({ gt: 5, lt: 9, lte: 8, ne: 6 }, 'value')).toBeUndefined();
  });
});

describe('typed values', () => {
  it('are what the data has', () => {
    expect(typedValue('12', 'number')).toBe(12);
    expect(typedValue('12', 'string')).toBe('12');
    expect(typedValue('00042', 'string')).toBe('00042');
    expect(typedValue('"12"', undefined)).toBe('12');
    expect(typedValue('true', undefined)).toBe(true);
    expect(typedValue('<b>x</b>', undefined)).toBe('<b>x</b>');
  });
});
