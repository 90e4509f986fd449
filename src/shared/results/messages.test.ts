import { expect, test } from 'vitest';
import { formatDay } from '../format.js';
import { dayFilterFrom, dayFilterWords, isFiltered, toMessageFilter } from './messages.js';

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

test('messages that quiet hours delayed are asked for, whatever became of them', () => {
  expect(toMessageFilter('j', { delayed: true })).toEqual({ journey: 'j', delayed: true });
});

test('hours and variants are asked for as the engine knows them', () => {
  const hour = { hour: 7, zone: 'Europe/Berlin' };
  expect(toMessageFilter('j', { hour, variant: 'A', node: 'e1' })).toEqual({ journey: 'j', node: 'e1', hour, variant: 'A' });
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
