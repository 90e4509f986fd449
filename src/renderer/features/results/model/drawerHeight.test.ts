import { expect, test } from 'vitest';
import { clampHeight, defaultHeight, heightByKey, heightToShow, LEAST_HEIGHT } from './drawerHeight.js';

test('the canvas keeps its share, and the drawer never vanishes', () => {
  expect(clampHeight(5000, 750)).toBe(630);
  expect(clampHeight(-3, 750)).toBe(LEAST_HEIGHT);
  expect(clampHeight(500, 100)).toBe(LEAST_HEIGHT);
});

test('the default shows a row of charts on a small window and grows on a large one', () => {
  expect(defaultHeight(720)).toBe(264);
  expect(defaultHeight(1030)).toBe(371);
});

test('a story raises a low drawer and leaves a high one as it is', () => {
  expect(heightToShow(200, 800, true)).toBe(440);
  expect(heightToShow(600, 800, true)).toBe(600);
  expect(heightToShow(200, 800, false)).toBe(200);
});

test('keys move the edge within the bounds', () => {
  expect(heightByKey('ArrowUp', 300, 800)).toBe(332);
  expect(heightByKey('Home', 300, 800)).toBe(LEAST_HEIGHT);
  expect(heightByKey('End', 300, 800)).toBe(680);
  expect(heightByKey('Tab', 300, 800)).toBeUndefined();
});
