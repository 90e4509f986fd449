import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileComparison, compileCount, compileDuration } from './compare.js';
import type { Comparison } from './comparison.js';

describe('compileComparison (semantics §3, N)', () => {
  const holds = (comparison: Comparison, value: string | number | boolean | undefined): boolean =>
    compileComparison(comparison)(value);

  it('lets a missing value satisfy exists: false, ne and notIn, and nothing else', () => {
    expect(holds({ exists: false }, undefined)).toBe(true);
    expect(holds({ ne: 5 }, undefined)).toBe(true);
    expect(holds({ notIn: ['a'] }, undefined)).toBe(true);
    for (const comparison of [
      { eq: 5 },
      { gt: 5 },
      { lte: 'a' },
      { between: [1, 2] },
      { in: ['a'] },
      { contains: '' },
      { exists: true },
    ] satisfies Comparison[]) {
      expect(holds(comparison, undefined)).toBe(false);
    }
  });

  it('takes values of different kinds for unequal and unordered', () => {
    expect(holds({ eq: 5 }, '5')).toBe(false);
    expect(holds({ ne: 5 }, '5')).toBe(true);
    expect(holds({ gt: 4 }, '5')).toBe(false);
    expect(holds({ eq: true }, 'true')).toBe(false);
  });

  it('ignores case in contains, startsWith and endsWith only', () => {
    expect(holds({ contains: 'BC' }, 'abcd')).toBe(true);
    expect(holds({ startsWith: 'AB' }, 'abcd')).toBe(true);
    expect(holds({ endsWith: 'CD' }, 'abcd')).toBe(true);
    expect(holds({ eq: 'ABCD' }, 'abcd')).toBe(false);
    expect(holds({ in: ['ABCD'] }, 'abcd')).toBe(false);
    expect(holds({ contains: '5' }, 15)).toBe(false);
  });

  it('compares dates on both sides as instants', () => {
    expect(holds({ eq: '2024-01-05T01:00:00+01:00' }, '2024-01-05')).toBe(true);
    expect(holds({ lt: '2024-01-05' }, '2024-01-05T00:30:00+01:00')).toBe(true);
    expect(holds({ lt: '2024-01-05' }, '2024-02-30')).toBe(false);
    expect(holds({ gt: '2024-01-05' }, 'later')).toBe(true);
  });

  it('wants every operator to hold', () => {
    expect(holds({ gt: 3, lt: 5 }, 4)).toBe(true);
    expect(holds({ gt: 3, lt: 5 }, 5)).toBe(false);
  });
});

describe('compileCount', () => {
  const operand = fc.oneof(fc.integer({ min: -3, max: 8 }), fc.double({ min: -3, max: 8, noNaN: true }));
  const comparison = fc
    .record(
      {
        eq: operand,
        ne: operand,
        gt: operand,
        gte: operand,
        lt: operand,
        lte: operand,
        between: fc.tuple(operand, operand),
        in: fc.array(operand),
      },
      { requiredKeys: [] },
    )
    .filter((record) => Object.keys(record).length > 0);

  it('agrees with the general comparison, range or not', () => {
    fc.assert(
      fc.property(comparison, fc.integer({ min: 0, max: 9 }), (record, count) => {
        expect(compileCount(record).holds(count)).toBe(compileComparison(record)(count));
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('means at least one when nothing is said', () => {
    expect(compileCount().holds(0)).toBe(false);
    expect(compileCount().range).toEqual({ low: 1, high: Infinity });
  });
});

describe('compileDuration', () => {
  it('lets an infinite age satisfy exists, ne, notIn, gt and gte only', () => {
    const never = (comparison: Parameters<typeof compileDuration>[0]): boolean => compileDuration(comparison).holds(Infinity);
    for (const comparison of [{ exists: true }, { ne: '1h' }, { notIn: ['1h'] }, { gt: '1h' }, { gte: '1h' }])
      expect(never(comparison)).toBe(true);
    for (const comparison of [{ exists: false }, { eq: '1h' }, { lt: '1h' }, { lte: '1h' }, { in: ['1h'] }])
      expect(never(comparison)).toBe(false);
    expect(never({ between: ['1h', '2h'] })).toBe(false);
  });

  it('names the ages next to which the verdict can change', () => {
    expect(compileDuration({ gt: '1s' }).changes).toEqual([1000, 1001]);
  });
});
