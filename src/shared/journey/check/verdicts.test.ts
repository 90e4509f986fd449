import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileComparison } from '../../condition/compare.js';
import type { Comparison, Scalar } from '../../condition/comparison.js';
import type { Condition } from '../../condition/schema.js';
import { verdictProblems } from './verdicts.js';

const RUNS = { seed: 7_031_924, numRuns: 2000 };

// Few and near values, so that bounds meet, and among them dates, which compare as instants only with each other.
const value: fc.Arbitrary<Scalar> = fc.constantFrom(
  -1,
  0,
  0.5,
  1,
  2,
  true,
  false,
  '',
  'a',
  'ab',
  'b',
  '2024-01-01',
  '2024-01-01T01:00+01:00',
  '2024-01-02',
);
const ordered = fc.constantFrom(-1, 0, 0.5, 1, 2, 'a', 'b', '2024-01-01', '2024-01-02');
const operands = {
  eq: value,
  ne: value,
  gt: ordered,
  gte: ordered,
  lt: ordered,
  lte: ordered,
  between: fc.tuple(fc.constantFrom(0, 1, 2), fc.constantFrom(0, 1, 2)),
  in: fc.array(value, { maxLength: 2 }),
  notIn: fc.array(value, { maxLength: 2 }),
  contains: fc.constantFrom('a', 'b'),
  exists: fc.boolean(),
};
const comparison: fc.Arbitrary<Comparison> = fc
  .tuple(fc.subarray(Object.keys(operands), { minLength: 1, maxLength: 3 }), fc.record(operands))
  .map(([operators, all]) => Object.fromEntries(Object.entries(all).filter(([operator]) => operators.includes(operator))));
const seen: fc.Arbitrary<Scalar | undefined> = fc.oneof(
  value,
  fc.constant(undefined),
  fc.double({ noNaN: true, min: -3, max: 3 }),
  fc.string({ maxLength: 3 }),
  fc.constant('2024-01-01T12:00'),
);

function verdict(condition: Condition): string | undefined {
  return verdictProblems({ condition, role: 'branch', path: [] })[0]?.code;
}

describe('verdicts are true of every value', () => {
  it('one comparison', () => {
    fc.assert(
      fc.property(comparison, seen, (is, actual) => {
        const code = verdict({ trait: 'x', is });
        if (code === 'neverHolds') expect(compileComparison(is)(actual)).toBe(false);
        if (code === 'alwaysHolds') expect(compileComparison(is)(actual)).toBe(true);
      }),
      RUNS,
    );
  });

  it('one comparison of a count', () => {
    fc.assert(
      fc.property(comparison, fc.nat(4), (times, count) => {
        const code = verdict({ did: 'A', times });
        if (code === 'neverHolds') expect(compileComparison(times)(count)).toBe(false);
        if (code === 'alwaysHolds') expect(compileComparison(times)(count)).toBe(true);
      }),
      RUNS,
    );
  });

  it('two comparisons in a group', () => {
    fc.assert(
      fc.property(fc.constantFrom('all', 'any', 'none'), comparison, comparison, seen, (key, one, other, actual) => {
        const members: Condition[] = [
          { trait: 'x', is: one },
          { trait: 'x', is: other },
        ];
        // A verdict about a member says nothing of the group.
        if (members.some((member) => verdict(member) !== undefined)) return;
        const holds = [one, other].map((is) => compileComparison(is)(actual));
        const result = { all: holds.every(Boolean), any: holds.some(Boolean), none: !holds.some(Boolean) }[key];
        const code = verdict({ all: { all: members }, any: { any: members }, none: { none: members } }[key]);
        if (code === 'neverHolds') expect(result).toBe(false);
        if (code === 'alwaysHolds') expect(result).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('verdicts miss nothing that a few values show', () => {
  it('whatever no value among many satisfies is doubted, but for searches in texts', () => {
    const many: (Scalar | undefined)[] = [
      undefined,
      true,
      false,
      -2,
      -1,
      -0.5,
      0,
      0.25,
      0.5,
      0.75,
      1,
      1.5,
      2,
      3,
      '',
      '0',
      'a',
      'aa',
      'ab',
      'abb',
      'b',
      'ba',
      '2023-12-31',
      '2024-01-01',
      '2024-01-01T12:00',
      '2024-01-02',
      '2024-01-03',
      '2024-01-01x',
    ];
    fc.assert(
      fc.property(comparison, (is) => {
        fc.pre(is.contains === undefined);
        const test = compileComparison(is);
        if (verdict({ trait: 'x', is }) === undefined) expect(many.some(test) && !many.every(test)).toBe(true);
      }),
      RUNS,
    );
  });
});
