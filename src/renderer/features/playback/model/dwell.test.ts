import { expect, it } from 'vitest';
import { lengthLabel, shownLengths } from './dwell.js';

const MINUTE = 60_000;
const BARS = [0, 1, MINUTE, 60 * MINUTE].map((from, place, all) => ({ from, to: all[place + 1] ?? null, count: 0 }));

it('shows the bars between the first and the last that count anybody', () => {
  const counts = [0, 4, 0, 2];
  const shown = shownLengths(BARS.map((bar, place) => ({ ...bar, count: counts[place] ?? 0 })));
  expect(shown.map(({ from, share }) => [from, share])).toEqual([
    [1, 1],
    [MINUTE, 0],
    [60 * MINUTE, 0.5],
  ]);
  expect(shownLengths(BARS)).toEqual([]);
});

it('names lengths of time', () => {
  expect(BARS.map(({ from, to }) => lengthLabel(from, to))).toEqual(['at once', 'under 1 min', '1 min – 1 h', '1 h or more']);
});
