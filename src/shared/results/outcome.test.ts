import { expect, test } from 'vitest';
import { formatPercent } from '../format.js';
import { cartRecovery, resultOf } from './fixtures.test-support.js';
import { conversionGroups, conversionMeaning, endMeaning, endRows, replayLine, variantRows } from './outcome.js';

test('without a holdout there is one group and the honest line', () => {
  const groups = conversionGroups(resultOf({ entries: 1204, converted: 402 }), cartRecovery);
  expect(groups).toEqual([
    { key: 'journey', label: 'In the journey', entries: 1204, converted: 402, share: formatPercent(0.334) },
  ]);
  expect(conversionMeaning(resultOf({}), cartRecovery)).toBe('A replay: these customers ordered by themselves.');
});

test('a holdout is shown beside, and never as an effect', () => {
  const draft = { ...cartRecovery, settings: { ...cartRecovery.settings, holdout: { percent: 10 } } };
  const result = resultOf({ entries: 900, converted: 300, heldOut: 100, heldOutConverted: 31 });
  expect(conversionGroups(result, draft)[1]).toEqual({
    key: 'holdout',
    label: `Held out (${formatPercent(0.1)})`,
    entries: 100,
    converted: 31,
    share: formatPercent(0.31),
  });
  expect(conversionMeaning(result, draft)).toMatch(/chance, not effect/);
});

test('a goal that is no order is not called one', () => {
  expect(replayLine({ ...cartRecovery, settings: { goal: { event: 'Account Created', within: '1d' } } })).toBe(
    'A replay: these customers did so by themselves.',
  );
});

test('ends leave out what happened to nobody and add those still under way', () => {
  const result = resultOf({ entries: 10, active: 2, overflow: 1, exits: { end: 5, goal: 3, exitWhen: 0, exit: 0, loop: 0 } });
  expect(endRows(result).map(({ key, count }) => [key, count])).toEqual([
    ['end', 5],
    ['goal', 3],
    ['active', 2],
  ]);
  expect(endMeaning(result)).toBe(
    `${formatPercent(0.3)} left early by the goal. 1 firing past 1 000 entries of one customer was not counted.`,
  );
});

test('variants come in graph order, and mails without variants do not show', () => {
  const counts = { sent: 3, opened: 0, clicked: 0, unsubscribed: 0 };
  const messages = { ...resultOf({}).messages, byVariant: { e1: { '': counts }, e3: { A: counts, B: { ...counts, sent: 4 } } } };
  expect(variantRows(resultOf({ messages }), cartRecovery).map(({ label, sent }) => [label, sent])).toEqual([
    ['Last call · A', 3],
    ['Last call · B', 4],
  ]);
});
