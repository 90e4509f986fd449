import { describe, expect, it } from 'vitest';
import type { DraftNode, JourneyDraft } from './schema.js';
import { describeJourney, describeNode, describeSettings, scheduleWords } from './words.js';

function draft(nodes: DraftNode[], rest: Partial<JourneyDraft> = {}): JourneyDraft {
  return { format: 'waypost/journey', version: 1, id: 'j', name: 'J', nodes, edges: [], ...rest };
}

function node(type: DraftNode['type'], config: DraftNode['config'], name?: string): DraftNode {
  return { id: `${type}-1`, type, config, ...(name !== undefined && { name }) };
}

function detail(type: DraftNode['type'], config: DraftNode['config']): string {
  const one = node(type, config);
  return describeNode(one, draft([one, { id: 'm', type: 'email', name: 'Welcome', config: {} }])).detail;
}

describe('nodes', () => {
  it('are called by their name, or by their type', () => {
    const plain = node('split', {});
    expect(describeNode(plain, draft([plain])).title).toBe('A/B split');
    expect(describeNode({ ...plain, name: '  ' }, draft([plain])).title).toBe('A/B split');
    expect(describeNode({ ...plain, name: '<b>' }, draft([plain])).title).toBe('<b>');
  });

  const trigger = (on: unknown): DraftNode['config'] => ({ kind: 'intent', on });
  it.each<[DraftNode['type'], DraftNode['config'], string]>([
    ['trigger', trigger({ event: 'Product Viewed' }), 'Viewed a product'],
    [
      'trigger',
      trigger({ event: 'Product Viewed', if: { did: 'Product Viewed', times: { gt: 3 }, within: '7d' } }),
      'Viewed a product more than 3 times in the last 7 days',
    ],
    [
      'trigger',
      trigger({ event: 'Product Viewed', if: { trait: 'plan', is: { eq: 'pro' } } }),
      'Viewed a product, if the trait “plan” is “pro”',
    ],
    ['trigger', trigger({ abandoned: 'Product Added', without: 'Order Completed', for: '24h' }), 'Left a cart for 24 hours'],
    ['trigger', trigger({ abandoned: 'A', without: 'B', for: '1h' }), 'Did “A” and then did not do “B” for 1 hour'],
    ['trigger', trigger({ becomes: { did: 'A', times: { gt: 3 } } }), 'As soon as this is true: did “A” more than 3 times'],
    [
      'trigger',
      trigger({ schedule: { at: '2024-03-30T09:00', every: 'FREQ=WEEKLY;BYDAY=MO' } }),
      'Every week on Monday, at 09:00, from 30 March 2024 on',
    ],
    ['email', { template: 't', subject: 'Hello' }, '“Hello”'],
    ['email', { template: 'cart-1' }, 'Template “cart-1”'],
    [
      'email',
      {
        variants: [
          { id: 'a', weight: 1, subject: 'Hi' },
          { id: 'b', weight: 1 },
        ],
      },
      '2 variants: “Hi” and “b”',
    ],
    ['wait', { for: '2d' }, '2 days'],
    [
      'wait',
      { until: { time: '09:00', weekdays: [1, 2], timezone: 'customer' } },
      'Until 09:00 on Monday or Tuesday in the customer’s time zone',
    ],
    ['wait', { bestTime: { within: '24h' } }, 'Until the customer’s best hour, at most 24 hours'],
    ['waitFor', { event: 'Order Completed', timeout: '3d' }, 'Until the customer completed an order, at most 3 days'],
    ['branch', { if: { message: 'm', was: 'opened' } }, 'The e-mail “Welcome” was opened'],
    ['switch', { cases: [{ id: 'a', if: { did: 'A' } }] }, '“a” if did “A”; else the rest'],
    [
      'split',
      {
        arms: [
          { id: 'A', weight: 1 },
          { id: 'B', weight: 2 },
        ],
      },
      '33.3 % “A”, 66.7 % “B”',
    ],
    ['update', { set: { plan: 'pro', old: null } }, 'Set “plan” to “pro”, remove “old”'],
    ['webhook', { url: 'https://shop.example' }, 'POST https://shop.example'],
    ['exit', { reason: 'Came back' }, 'Came back'],
    ['exit', {}, 'Leaves the journey'],
    ['wait', { for: '2d', 'x-note': 'mine' }, '2 days'],
  ])('%s %j', (type, config, words) => {
    expect(detail(type, config)).toBe(words);
  });

  it.each<[DraftNode['type'], DraftNode['config'], string]>([
    ['trigger', {}, 'Choose an event'],
    ['trigger', trigger({ event: '' }), 'Choose an event'],
    ['trigger', trigger({ becomes: {} }), 'Choose a condition'],
    ['trigger', trigger({ schedule: { at: '' } }), 'Choose when'],
    ['trigger', trigger({ event: 'Product Viewed', if: {} }), 'Viewed a product …'],
    ['email', {}, 'Choose a template'],
    ['wait', {}, 'Choose how long'],
    ['wait', { for: 'soon' }, 'Choose how long'],
    ['waitFor', {}, 'Choose what to wait for'],
    ['branch', {}, 'Choose a condition'],
    ['switch', { cases: [] }, 'Choose a condition for each case'],
    ['split', {}, 'Choose the shares'],
    ['split', { arms: [{ id: 'A', weight: 0 }] }, 'Choose the shares'],
    ['update', { set: {} }, 'Choose what to change'],
    ['webhook', { url: '' }, 'Enter an address'],
  ])('an unfinished %s %j says what to choose', (type, config, words) => {
    expect(detail(type, config)).toBe(words);
  });

  it('does not overflow on a hostile condition', () => {
    const nested: unknown = JSON.parse(`${'{"all":['.repeat(50_000)}{"did":"A"}${']}'.repeat(50_000)}`);
    expect(detail('branch', { if: nested })).toBe('Choose a condition');
  });
});

describe('schedules', () => {
  it.each([
    [undefined, 'on 30 March 2024 at 09:00'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=10', 'every 3 days, 10 times, at 09:00, from 30 March 2024 on'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,22,-1', 'every month on the 1st, 22nd and last day, at 09:00, from 30 March 2024 on'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'every month on the last Friday, at 09:00, from 30 March 2024 on'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'every month on Friday, if it falls on the 13th, at 09:00, from 30 March 2024 on'],
    [
      'FREQ=YEARLY;BYMONTH=3,11;UNTIL=20301231T120000Z',
      'every year in March and November, until 31 December 2030 12:00 UTC, at 09:00, from 30 March 2024 on',
    ],
    ['nonsense', 'by the rule “nonsense”, at 09:00, from 30 March 2024 on'],
  ])('%s', (every, words) => {
    expect(scheduleWords({ at: '2024-03-30T09:00', ...(every !== undefined && { every }) })).toBe(words);
  });
});

describe('settings', () => {
  it('say what is left out', () => {
    expect(describeSettings(draft([]))).toEqual([
      'A customer enters once.',
      'Messages go to subscribers only.',
      'Times are those of UTC.',
    ]);
  });

  it('say each thing that is set, also beside something unfinished', () => {
    const settings = {
      reentry: { mode: 'afterExit', minInterval: '30d' },
      audience: { trait: 'plan', is: { eq: 'pro' } },
      exitWhen: { did: 'Unsubscribed' },
      goal: { event: 'Order Completed', within: '7d' },
      consent: 'implied',
      frequencyCap: [
        { messages: 3, per: '7d' },
        { messages: 1, per: '1d' },
      ],
      quietHours: { from: '21:00', to: '08:00', timezone: 'customer' },
      holdout: { percent: 'ten' },
    };
    expect(describeSettings(draft([], { settings, timezone: 'Europe/Berlin' }))).toEqual([
      'A customer can enter again after leaving, at the earliest 30 days after the entry before.',
      'Only if, at entry: the trait “plan” is “pro”.',
      'The customer leaves as soon as: unsubscribed.',
      'The goal is that the customer completed an order within 7 days of entering; reaching it ends the journey.',
      'Messages go to everybody who has not unsubscribed.',
      'At most 3 messages in any 7 days.',
      'At most 1 message in any day.',
      'No messages from 21:00 to 08:00 in the customer’s time zone: they wait until then.',
      'Times are those of Europe/Berlin.',
    ]);
  });
});

it('a journey is told from its triggers on, with every way out', () => {
  const nodes: DraftNode[] = [
    { id: 'x', type: 'exit', name: 'Done', config: {} },
    { id: 'b', type: 'branch', name: 'Bought?', config: { if: { did: 'Order Completed', within: 'journey' } } },
    { id: 't', type: 'trigger', name: 'Start', config: { kind: 'intent', on: { event: 'Product Viewed' } } },
    { id: 'lost', type: 'email', config: {} },
  ];
  const edges = [
    { id: '1', source: 't', sourceHandle: 'out', target: 'b' },
    { id: '2', source: 'b', sourceHandle: 'yes', target: 'x' },
    { id: '3', source: 'b', sourceHandle: 'gone', target: 'nowhere' },
  ];
  expect(describeJourney(draft(nodes, { edges })).slice(3)).toEqual([
    '“Start”: Viewed a product. Then “Bought?”.',
    '“Bought?”: Completed an order since entering the journey. Yes: “Done”; no: the journey ends.',
    '“Done”: Leaves the journey.',
    '“E-mail”: Choose a template. Then the journey ends.',
  ]);
});
