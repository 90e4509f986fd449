import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balancedRanges } from './ranges.js';

function offsetsOf(counts: readonly number[]): Uint32Array {
  const offsets = new Uint32Array(counts.length + 1);
  counts.forEach((count, place) => {
    offsets[place + 1] = (offsets[place] ?? 0) + count;
  });
  return offsets;
}

describe('balancedRanges', () => {
  it('covers every customer once, in order, in no more parts than asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (counts, parts) => {
        const ranges = balancedRanges(offsetsOf(counts), parts);
        expect(ranges.length).toBeLessThanOrEqual(parts);
        expect(ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, place) => from + place))).toEqual([
          ...counts.keys(),
        ]);
        for (const { from, to } of ranges) expect(to).toBeGreaterThan(from);
      }),
      { seed: 4711 },
    );
  });

  it('gives each part about as many events', () => {
    const counts = Array.from({ length: 10_000 }, (_, place) => place % 17);
    const offsets = offsetsOf(counts);
    const sizes = balancedRanges(offsets, 4).map(({ from, to }) => (offsets[to] ?? 0) - (offsets[from] ?? 0));
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(100);
  });

  it('keeps a customer with most of the events in one part', () => {
    expect(balancedRanges(offsetsOf([1, 1_000_000, 1, 1]), 3)).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 3 },
      { from: 3, to: 4 },
    ]);
  });
});
