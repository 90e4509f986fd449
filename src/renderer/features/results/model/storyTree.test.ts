import { expect, test } from 'vitest';
import type { StoryStep } from '../../../../shared/simulation/story.js';
import { groupByDay } from './story.js';
import { moveInTree, storyRows } from './storyTree.js';

const finding = {
  words: 'all of these',
  holds: true,
  saw: '',
  parts: [{ words: 'has an address', holds: true, saw: 'ana@example.com', parts: [] }],
};
const steps: StoryStep[] = [
  ...['A', 'B', 'C', 'D'].map((event): StoryStep => ({
    time: '2025-01-01T10:00:00.000Z',
    kind: 'event',
    event,
    properties: { n: 1 },
    simulated: false,
  })),
  { time: '2025-01-01T11:00:00.000Z', kind: 'entered', journey: 'j', entry: 0, node: 't', words: 'Entered', finding },
  { time: '2025-01-02T11:00:00.000Z', kind: 'ended', journey: 'j', entry: 0, node: 'x', reason: 'end', words: 'Came to the end' },
];
const days = groupByDay(steps, 'UTC');
const kinds = (...toggled: string[]): string[] => storyRows(days, new Set(toggled)).map(({ kind, level }) => `${level} ${kind}`);

test('days are open, steps and folded events closed', () => {
  expect(kinds()).toEqual(['1 day', '2 events', '2 step', '1 day', '2 step']);
});

test('a closed day hides its steps', () => {
  expect(kinds('day-2025-01-01')).toEqual(['1 day', '1 day', '2 step']);
});

test('opened events show their own steps, and those their properties', () => {
  expect(kinds('events-0', 'events-0/1').slice(1, 7)).toEqual([
    '2 events',
    '3 step',
    '3 step',
    '4 properties',
    '3 step',
    '3 step',
  ]);
});

test('an opened step shows its whole finding, whose groups can be closed', () => {
  expect(kinds('4').slice(2, 5)).toEqual(['2 step', '3 finding', '4 finding']);
  expect(kinds('4', '4/finding').slice(2, 5)).toEqual(['2 step', '3 finding', '1 day']);
});

test('the keys of a tree', () => {
  const rows = storyRows(days, new Set(['4']));
  expect(moveInTree(rows, 0, 'ArrowUp')).toEqual({ focus: 0 });
  expect(moveInTree(rows, 0, 'End')).toEqual({ focus: rows.length - 1 });
  expect(moveInTree(rows, 0, 'ArrowLeft')).toEqual({ toggle: 'day-2025-01-01' });
  expect(moveInTree(rows, 0, 'ArrowRight')).toEqual({ focus: 1 });
  expect(moveInTree(rows, 1, 'ArrowRight')).toEqual({ toggle: 'events-0' });
  expect(moveInTree(rows, 4, 'ArrowLeft')).toEqual({ focus: 3 });
  expect(moveInTree(rows, rows.length - 1, 'ArrowRight')).toBeUndefined();
  expect(moveInTree(rows, 0, 'x')).toBeUndefined();
});
