import { expect, test } from 'vitest';
import { formatDay } from './dates.js';
import { dayFilterFrom, dayFilterWords, isFiltered, toMessageFilter } from './filters.js';
import { MOST_ROWS, movedRow, PAGE_ROWS, pagesFor } from './paging.js';

test('days become instants of their zone, the last day whole, summer time included', () => {
  const days = { from: '2025-10-26', to: '2025-10-26', zone: 'Europe/Berlin' };
  expect(toMessageFilter('j', { days })).toEqual({ journey: 'j', from: '2025-10-25T22:00:00Z', to: '2025-10-26T23:00:00Z' });
  expect(dayFilterWords(days)).toBe(`${formatDay('2025-10-26')} (Europe/Berlin)`);
});

test('a reason asks for held-back messages', () => {
  expect(toMessageFilter('j', { status: 'sent', reason: 'consent', node: 'e1', userId: 'u' })).toEqual({
    journey: 'j',
    status: 'suppressed',
    reason: 'consent',
    node: 'e1',
    userId: 'u',
  });
});

test('absent fields filter nothing', () => {
  expect(isFiltered({ status: undefined })).toBe(false);
  expect(isFiltered({ node: 'e1' })).toBe(true);
});

test('one filled field of the form is one day, and a reversed range is turned round', () => {
  expect(dayFilterFrom('', '2025-01-02', 'UTC')).toEqual({ from: '2025-01-02', to: '2025-01-02', zone: 'UTC' });
  expect(dayFilterFrom('2025-01-03', '2025-01-02', 'UTC')).toEqual({ from: '2025-01-02', to: '2025-01-03', zone: 'UTC' });
  expect(dayFilterFrom('', 'tomorrow', 'UTC')).toBeUndefined();
});

test('pages cover the rows on the screen and no more', () => {
  expect(pagesFor(0, 10, 1000)).toEqual([0]);
  expect(pagesFor(PAGE_ROWS - 1, PAGE_ROWS, 1000)).toEqual([0, 1]);
  expect(pagesFor(990, 1200, 1000)).toEqual([4]);
  expect(pagesFor(0, 10, 0)).toEqual([]);
});

test('keys move the focused row and stay within the table', () => {
  expect(movedRow('ArrowUp', 0, 5, 3)).toBe(0);
  expect(movedRow('PageDown', 1, 100, 10)).toBe(11);
  expect(movedRow('End', 1, 5, 3)).toBe(4);
  expect(movedRow('a', 1, 5, 3)).toBeUndefined();
  expect(MOST_ROWS * 32).toBeLessThan(33_000_000);
});
