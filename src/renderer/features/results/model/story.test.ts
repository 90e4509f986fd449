import { expect, test } from 'vitest';
import type { Story, StoryStep } from '../../../../shared/simulation/story.js';
import { formatDay } from '../../../../shared/format.js';
import { clockParts, formatClock, formatInstant } from '../../../../shared/results/dates.js';
import { findingLeaves, findingLines, findingSummary } from './finding.js';
import { eventRunWords, filterSteps, groupByDay, summariseStory, withoutEchoes } from './story.js';
import { scalarText, storyText } from './storyText.js';

const event = (time: string, name: string): StoryStep => ({ time, kind: 'event', event: name, properties: {}, simulated: false });
const finding = {
  words: 'all of these',
  holds: false,
  saw: '',
  parts: [
    { words: 'viewed a product more than 3 times in the last 7 days', holds: false, saw: '3 views', parts: [] },
    { words: 'consent is subscribed', holds: true, saw: 'subscribed', parts: [] },
  ],
};
const story: Story = {
  userId: '<b>00042</b>',
  traits: { email: 'ana@example.com', zip: '00123', vip: true },
  truncated: false,
  steps: [
    event('2025-11-08T22:59:59.000Z', 'Product Viewed'),
    event('2025-11-08T23:00:00.000Z', 'Product Added'),
    {
      time: '2025-11-09T23:00:00.000Z',
      kind: 'entered',
      journey: 'cart',
      entry: 0,
      node: 't1',
      words: 'Left a cart for 24 hours',
      finding,
    },
    {
      time: '2025-11-09T23:00:00.000Z',
      kind: 'message',
      journey: 'cart',
      entry: 0,
      node: 'e1',
      variant: '',
      status: 'sent',
      reason: '',
      words: 'Sent',
    },
    {
      time: '2025-11-09T23:00:00.000Z',
      kind: 'waits',
      journey: 'cart',
      entry: 0,
      node: 'w1',
      until: '2025-11-11T23:00:00.000Z',
      words: 'Waits 2 days',
    },
    event('2025-11-10T10:00:00.250Z', 'Product Viewed'),
    {
      time: '2025-11-10T11:00:00.000Z',
      kind: 'refused',
      journey: 'other',
      node: 't',
      reason: 'reentry',
      words: 'Had entered before',
    },
    {
      time: '2025-11-11T23:00:00.000Z',
      kind: 'ended',
      journey: 'cart',
      entry: 0,
      node: 'x',
      reason: 'end',
      words: 'Came to the end',
    },
    event('2025-11-12T10:00:00.000Z', 'Product Viewed'),
  ],
};

test('days are those of the zone', () => {
  expect(groupByDay(story.steps.slice(0, 2), 'Europe/Berlin').map(({ day }) => day)).toEqual(['2025-11-08', '2025-11-09']);
  expect(groupByDay(story.steps.slice(0, 2), 'UTC').map(({ day }) => day)).toEqual(['2025-11-08']);
});

test('four events in a row are folded, three are not, and a step between them splits the run', () => {
  const many = ['A', 'B', 'A', 'A'].map((name, second) => event(`2025-11-08T10:00:0${second}.000Z`, name));
  const [folded] = groupByDay(many, 'UTC');
  expect(folded?.items.map(({ kind }) => kind)).toEqual(['events']);
  expect(groupByDay(many.slice(1), 'UTC')[0]?.items.map(({ kind }) => kind)).toEqual(['step', 'step', 'step']);
  const [item] = folded?.items ?? [];
  expect(item?.kind === 'events' && eventRunWords(item.steps)).toBe('4 events: 3 × A, 1 × B');
});

test('"this journey" keeps its steps and the events of its entries, nothing of other journeys', () => {
  const kept = filterSteps(story.steps, 'journey', 'cart');
  expect(kept.map(({ kind }) => kind)).toEqual(['entered', 'message', 'waits', 'event', 'ended']);
});

test('"this journey" keeps events until the end of the log where an entry never ended', () => {
  const open = story.steps.filter(({ kind }) => kind !== 'ended');
  expect(filterSteps(open, 'journey', 'cart').filter(({ kind }) => kind === 'event')).toHaveLength(2);
});

test('"without events" keeps every step of every journey', () => {
  expect(filterSteps(story.steps, 'withoutEvents', 'cart')).toHaveLength(5);
});

test('that an entry passed its trigger or e-mail is not said twice, unless there is a reason to show', () => {
  const passed = (node: string, because?: typeof finding): StoryStep => ({
    time: '2025-11-09T23:00:00.000Z',
    kind: 'passed',
    journey: 'cart',
    entry: 0,
    node,
    handle: 'out',
    words: 'went on',
    ...(because && { finding: because }),
  });
  const nodes = [
    { id: 't1', type: 'trigger' as const, config: {} },
    { id: 'e1', type: 'email' as const, config: {} },
    { id: 'b1', type: 'branch' as const, config: {} },
  ];
  const steps = [passed('t1'), passed('e1'), passed('b1'), passed('t1', finding), passed('gone')];
  expect(withoutEchoes(steps, { nodes })).toEqual(steps.slice(2));
});

test('the summary counts what happened', () => {
  expect(summariseStory(story)).toEqual({ entries: 1, sent: 1, suppressed: 0, converted: false, heldOut: false, events: 4 });
});

test('a finding is read in one line, as leaves and as a tree', () => {
  expect(findingSummary(finding)).toBe('1 of 2 hold');
  expect(findingLeaves(finding).map(({ saw }) => saw)).toEqual(['3 views', 'subscribed']);
  expect(findingLines(finding)).toEqual([
    '✗ all of these',
    '  ✗ viewed a product more than 3 times in the last 7 days (saw 3 views)',
    '  ✓ consent is subscribed (saw subscribed)',
  ]);
});

test('text that looks like another kind of value is quoted', () => {
  expect(['00123', 'true', '', ' x', 'Ana', '1.5'].map(scalarText)).toEqual(['"00123"', '"true"', '""', '" x"', 'Ana', '"1.5"']);
  expect([1.5, true].map(scalarText)).toEqual(['1.5', 'true']);
});

test('a story as text names its zone, its nodes and what was seen', () => {
  const text = storyText(story, story.steps, { zone: 'Europe/Berlin', titles: new Map([['t1', 'Left a cart']]) });
  const day = (name: string): string => formatDay(name, 'full');
  expect(text.split('\n')).toEqual([
    'Story of <b>00042</b>',
    'Traits: email ana@example.com, zip "00123", vip true',
    'Times in Europe/Berlin',
    '',
    day('2025-11-08'),
    '  23:59:59  Product Viewed',
    '',
    day('2025-11-09'),
    '  00:00:00  Product Added',
    '',
    day('2025-11-10'),
    '  00:00:00  [Left a cart] Left a cart for 24 hours',
    '            ✗ all of these',
    '              ✗ viewed a product more than 3 times in the last 7 days (saw 3 views)',
    '              ✓ consent is subscribed (saw subscribed)',
    '  00:00:00  Sent',
    `  00:00:00  Waits 2 days (until ${formatInstant('2025-11-11T23:00:00.000Z', 'Europe/Berlin')})`,
    `  ${formatClock('2025-11-10T10:00:00.250Z', 'Europe/Berlin')}  Product Viewed`,
    '  12:00:00  Had entered before',
    '',
    day('2025-11-12'),
    '  00:00:00  Came to the end',
    '  11:00:00  Product Viewed',
    '',
  ]);
});

test('a part of a second is kept apart from the clock', () => {
  const { clock, fraction } = clockParts('2025-11-10T10:00:00.050Z', 'Europe/Berlin');
  expect(clock).toBe('11:00:00');
  expect(fraction).toMatch(/^[.,]050$/);
  expect(clockParts('2025-11-10T10:00:00.000Z', 'UTC')).toEqual({ clock: '10:00:00', fraction: '' });
  expect(clockParts('soon', 'UTC')).toEqual({ clock: 'soon', fraction: '' });
});
