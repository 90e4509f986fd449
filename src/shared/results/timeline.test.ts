import { expect, test } from 'vitest';
import { formatPercent, formatPeriod } from '../format.js';
import { clampRange, hoursMeaning, rangeMeaning, summariseRange } from './timeline.js';

const days = [
  { day: '2025-10-01', sent: 1, suppressed: 0 },
  { day: '2025-10-02', sent: 10, suppressed: 2 },
  { day: '2025-10-03', sent: 100, suppressed: 3 },
];

test('a range is kept within the days and turned the right way round', () => {
  expect(clampRange(days, { first: 7, last: -2 })).toEqual({ first: 0, last: 2 });
  expect(clampRange([], { first: 1, last: 2 })).toEqual({ first: 0, last: 0 });
});

test('a range is summed, both ends included', () => {
  const summary = summariseRange(days, { first: 1, last: 2 });
  expect(summary).toEqual({ from: '2025-10-02', to: '2025-10-03', sent: 110, suppressed: 5, whole: false });
  expect(summary && rangeMeaning(summary, 'UTC')).toBe(
    `${formatPeriod('2025-10-02', '2025-10-03', 'UTC')} (UTC): 110 e-mails sent, 5 held back.`,
  );
  expect(summariseRange([], { first: 0, last: 0 })).toBeUndefined();
});

test('the busiest three hours may run over midnight', () => {
  const perHour = Array.from({ length: 24 }, () => 0);
  perHour[23] = 5;
  perHour[0] = 5;
  perHour[12] = 5;
  expect(hoursMeaning({ perHour, zone: 'Asia/Tokyo' })).toBe(
    `${formatPercent(0.667)} leave between 22:00 and 01:00 (Asia/Tokyo).`,
  );
  expect(hoursMeaning({ perHour: Array.from({ length: 24 }, () => 0), zone: 'UTC' })).toBe('No e-mail was sent in this period.');
});
