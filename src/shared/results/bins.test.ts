import { expect, test } from 'vitest';
import { binDays } from './bins.js';

const days = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    day: new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10),
    sent: 1,
    suppressed: index % 2,
  }));

test('up to 120 days each have their bar', () => {
  expect(binDays(days(120))).toMatchObject({ days: 1, unit: 'day' });
  expect(binDays(days(120)).bins).toHaveLength(120);
  expect(binDays([]).bins).toEqual([]);
});

test('a year is drawn by weeks, and nothing is lost in the last, shorter one', () => {
  const { unit, bins } = binDays(days(365));
  expect(unit).toBe('week');
  expect(bins).toHaveLength(53);
  expect(bins[0]).toEqual({ from: '2025-01-01', to: '2025-01-07', sent: 7, suppressed: 3 });
  expect(bins[52]).toEqual({ from: '2025-12-31', to: '2025-12-31', sent: 1, suppressed: 0 });
  expect(bins.reduce((sum, { sent }) => sum + sent, 0)).toBe(365);
});
