import { expect, test } from 'vitest';
import { MOST_ROWS, movedRow, PAGE_ROWS, pagesFor } from './paging.js';

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
