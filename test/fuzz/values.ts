import fc from 'fast-check';
import type { Comparison, DurationComparison, Scalar } from '../../src/shared/condition/comparison.js';

/** Lengths of time that bring the ends of windows onto events, one millisecond off, and into the days around. */
export const duration = fc.oneof(
  { arbitrary: fc.constantFrom('10m', '20m', '30m', '1h'), weight: 8 },
  { arbitrary: fc.constantFrom('0.5h', '90m', '2h', '6h', '1d', '2d'), weight: 3 },
  { arbitrary: fc.constantFrom('599999ms', '600001ms', '1800001ms', '1ms', '0s'), weight: 2 },
);

/** The value in one of so many cases and one more; else nothing, which is left out when the run is written down. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>, otherwise = 3): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: otherwise }, { arbitrary, weight: 1 });
}

/** Waits that a loop may be built on. */
export const longDuration = fc.constantFrom('10m', '20m', '30m', '1h', '2h', '1d', '1800001ms');

export const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  { arbitrary: fc.constantFrom(1, 1, 2, 'x'), weight: 8 },
  { arbitrary: fc.constantFrom(3, 0, 0.1, 0.2, 0.3, -1, '', 'X1', '5', 5, true, false, 'true'), weight: 2 },
  {
    arbitrary: fc.constantFrom(
      '2024-01-05',
      '2024-01-05T00:00Z',
      '2024-01-05T01:00:00+01:00',
      '2024-01-05 00:00',
      '2024-02-30',
      '2024-01-06',
    ),
    weight: 1,
  },
);

const ordered = scalar.map((value) => (typeof value === 'boolean' ? 1 : value));
const pair = fc.tuple(ordered, ordered).map(([a, b]): [number, number] | [string, string] => {
  if (typeof a === 'number' && typeof b === 'number') return [a, b];
  return [String(a), String(b)];
});

/** Mostly one operator, at times two. */
function operators<T extends object>(each: readonly { arbitrary: fc.Arbitrary<T>; weight: number }[]): fc.Arbitrary<T> {
  const one = fc.oneof(...each);
  return fc.oneof({ arbitrary: one, weight: 5 }, { arbitrary: fc.tuple(one, one).map(([a, b]) => ({ ...a, ...b })), weight: 1 });
}

/** `N` on properties and traits. */
export const comparison: fc.Arbitrary<Comparison> = operators<Comparison>([
  { arbitrary: fc.record({ eq: scalar }), weight: 4 },
  { arbitrary: fc.record({ ne: scalar }), weight: 2 },
  { arbitrary: fc.record({ gt: ordered }), weight: 1 },
  { arbitrary: fc.record({ gte: ordered }), weight: 2 },
  { arbitrary: fc.record({ lt: ordered }), weight: 1 },
  { arbitrary: fc.record({ lte: ordered }), weight: 1 },
  { arbitrary: fc.record({ between: pair }), weight: 1 },
  { arbitrary: fc.record({ in: fc.array(scalar, { maxLength: 3 }) }), weight: 1 },
  { arbitrary: fc.record({ notIn: fc.array(scalar, { maxLength: 3 }) }), weight: 1 },
  { arbitrary: fc.record({ contains: fc.constantFrom('x', 'X', '5', '') }), weight: 1 },
  { arbitrary: fc.record({ startsWith: fc.constantFrom('x', '2024', '5') }), weight: 1 },
  { arbitrary: fc.record({ endsWith: fc.constantFrom('1', 'Z', 'y') }), weight: 1 },
  { arbitrary: fc.record({ exists: fc.boolean() }), weight: 3 },
]);

const small = fc.constantFrom(0, 1, 1, 2, 2, 3);
/** `N` on numbers of events. */
export const count: fc.Arbitrary<Comparison> = operators<Comparison>([
  { arbitrary: fc.record({ gte: small }), weight: 4 },
  { arbitrary: fc.record({ eq: small }), weight: 3 },
  { arbitrary: fc.record({ lt: small }), weight: 2 },
  { arbitrary: fc.record({ lte: small }), weight: 1 },
  { arbitrary: fc.record({ gt: small }), weight: 1 },
  { arbitrary: fc.record({ ne: small }), weight: 1 },
  { arbitrary: fc.record({ between: fc.tuple(small, small) }), weight: 1 },
  { arbitrary: fc.record({ in: fc.array(small, { maxLength: 2 }) }), weight: 1 },
  { arbitrary: fc.record({ notIn: fc.array(small, { maxLength: 2 }) }), weight: 1 },
  {
    arbitrary: fc.constantFrom<Comparison>({ exists: true }, { exists: false }, { eq: '1' }, { ne: 'x' }, { gte: 'x' }),
    weight: 1,
  },
]);

/** `N` on sums and the like. */
export const quantity: fc.Arbitrary<Comparison> = fc.oneof(
  { arbitrary: count, weight: 3 },
  { arbitrary: comparison, weight: 1 },
  {
    arbitrary: fc
      .constantFrom(0.3, 0.6, 1.5, 6, 0.1 + 0.2)
      .chain((value) => fc.constantFrom<Comparison>({ eq: value }, { gte: value }, { lt: value })),
    weight: 2,
  },
);

/** `N` on ages and lengths of sessions. */
export const age: fc.Arbitrary<DurationComparison> = operators<DurationComparison>([
  { arbitrary: fc.record({ gte: duration }), weight: 4 },
  { arbitrary: fc.record({ gt: duration }), weight: 3 },
  { arbitrary: fc.record({ lt: duration }), weight: 3 },
  { arbitrary: fc.record({ lte: duration }), weight: 2 },
  { arbitrary: fc.record({ eq: duration }), weight: 2 },
  { arbitrary: fc.record({ ne: duration }), weight: 1 },
  { arbitrary: fc.record({ between: fc.tuple(duration, duration) }), weight: 2 },
  { arbitrary: fc.record({ in: fc.array(duration, { maxLength: 2 }) }), weight: 1 },
  { arbitrary: fc.record({ notIn: fc.array(duration, { maxLength: 2 }) }), weight: 1 },
  { arbitrary: fc.record({ exists: fc.boolean() }), weight: 1 },
]);
