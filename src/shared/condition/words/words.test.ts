import { describe, expect, it } from 'vitest';
import type { Condition, Leaf } from '../schema.js';
import { msWords } from './duration.js';
import { describeCondition, describeObservation, type Observation } from './index.js';

const promotions = [{ property: 'topic', is: { eq: 'promotion' } }];

describe('conditions in plain English (semantics §3)', () => {
  const sentences: [Condition, string][] = [
    [
      {
        all: [
          { did: 'Product Viewed', times: { gt: 3 }, within: '7d' },
          { lastMessages: 3, where: promotions, engaged: 'opened', times: { eq: 0 } },
          { abandoned: 'Product Added', without: 'Order Completed', for: '48h' },
        ],
      },
      'viewed a product more than 3 times in the last 7 days and opened none of the last 3 “promotion” e-mails and left a cart for 48 hours',
    ],
    [{ did: 'Product Viewed' }, 'viewed a product'],
    [{ did: 'Product Viewed', times: { eq: 1 } }, 'viewed a product exactly once'],
    [{ did: 'Product Viewed', times: { between: [2, 5] } }, 'viewed a product between 2 and 5 times'],
    [{ did: 'Product Viewed', times: { gte: 2, lt: 5 } }, 'viewed a product at least 2 and fewer than 5 times'],
    [{ did: 'Order Completed', times: { eq: 0 } }, 'never completed an order'],
    [{ did: 'Order Completed', times: { lt: 1 }, within: '30d' }, 'did not complete an order in the last 30 days'],
    [{ did: 'Email Sent', times: { eq: 0 }, within: '1d' }, 'was not sent an e-mail in the last day'],
    [{ did: 'Quiz Finished', within: 'journey' }, 'did “Quiz Finished” since entering the journey'],
    [{ did: '*', times: { lte: 0 }, within: '1w' }, 'did nothing in the last week'],
    [{ did: { anyOf: ['A', 'B', 'C'] }, times: { gte: 2 } }, 'either did “A”, did “B” or did “C” at least 2 times in all'],
    [{ did: { anyOf: ['A', 'B'] }, times: { eq: 0 }, within: '1h' }, 'neither did “A” nor did “B” in the last hour'],
    [
      {
        did: 'Product Viewed',
        where: [
          { property: 'price', is: { gt: 50, lte: 90 } },
          { property: 'category', is: { in: ['Tea', 'Coffee'] } },
        ],
      },
      'viewed a product (where “price” is more than 50 and at most 90 and “category” is “Tea” or “Coffee”)',
    ],
    [
      { did: 'Product Viewed', by: 'product_id', times: { gte: 3 }, within: 'session' },
      'viewed the same product at least 3 times in this session',
    ],
    [{ did: 'Quiz Finished', by: 'level' }, 'did “Quiz Finished” at least once with the same “level”'],
    [
      { did: 'Order Completed', sum: 'total', within: '30d', is: { gt: 100 } },
      'the sum of “total” of orders in the last 30 days is more than 100',
    ],
    [
      { did: 'Product Viewed', distinct: 'category', is: { gte: 3 } },
      'the number of different values of “category” of product views is at least 3',
    ],
    [{ last: '*', ago: { gt: '24h' } }, 'was last active more than 24 hours ago or never'],
    [{ last: 'Order Completed', ago: { lt: '7d' } }, 'last completed an order less than 7 days ago'],
    [{ first: 'Signed Up', ago: { between: ['1d', '2d'] } }, 'first signed up between 1 day and 2 days ago'],
    [{ last: 'A', ago: { exists: true } }, 'last did “A” at any time or never'],
    [{ abandoned: 'Checkout Started', without: 'Order Completed', for: '1h' }, 'left a checkout for 1 hour'],
    [
      { abandoned: 'A', without: { event: 'B', where: [{ property: 'ok', is: { eq: true } }] }, for: '2d' },
      'did “A” and then did not do “B” (where “ok” is true) for 2 days',
    ],
    [
      { did: 'Product Viewed', followedBy: 'Order Completed', within: '2d', recent: '7d' },
      'viewed a product and then completed an order within 2 days (the latter in the last 7 days)',
    ],
    [{ lastMessages: 1, engaged: 'clicked', times: { eq: 0 } }, 'did not click the last e-mail'],
    [{ lastMessages: 5, engaged: 'clicked', times: { lte: 2 } }, 'clicked at most 2 of the last 5 e-mails'],
    [{ trait: 'plan', is: { notIn: ['pro', 'max'] } }, 'the trait “plan” is neither “pro” nor “max”'],
    [{ trait: 'plan', is: { ne: 'pro', contains: 'x' } }, 'the trait “plan” is not “pro” and contains “x”'],
    [{ property: 'price', is: { exists: false } }, '“price” of the starting event is unknown'],
    [{ session: 'duration', is: { gt: '5m' } }, 'has a session of more than 5 minutes'],
    [{ session: 'events', is: { gte: 3 } }, 'has at least 3 events in this session'],
    [{ segment: 'vip' }, 'is in the segment “Very important”'],
    [
      { clock: 'weekday', is: { in: [6, 7] }, timezone: 'customer' },
      'the day of the week is Saturday or Sunday in the customer’s time zone',
    ],
    [{ clock: 'hour', is: { between: [9, 17] } }, 'the hour of the day is between 9 and 17'],
    [{ message: 'e1', was: 'opened' }, 'the e-mail “Welcome” was opened'],
    [{ all: [] }, 'always'],
    [{ any: [] }, 'never'],
    [{ none: [] }, 'always'],
    [
      { any: [{ all: [{ did: 'A' }, { did: 'B' }] }, { none: [{ did: 'C' }, { did: 'D' }] }, { none: [{ did: 'E' }] }] },
      '(did “A” and did “B”) or (none of these: did “C”; did “D”) or not (did “E”)',
    ],
    [{ all: [{ all: [{ did: 'A' }, { did: 'B' }] }, { any: [{ did: 'C' }] }] }, 'did “A” and did “B” and did “C”'],
  ];

  it.each(sentences)('%j', (condition, words) => {
    const names = { segment: () => 'Very important', node: () => 'Welcome' };
    expect(describeCondition(condition, names)).toBe(words);
  });

  it('shows names from the data untouched', () => {
    const hostile = '<img src=x onerror=alert(1)> “; \u0000 DROP';
    expect(describeCondition({ did: hostile })).toBe(`did “${hostile}”`);
    expect(describeCondition({ did: '__proto__' })).toBe('did “__proto__”');
    expect(describeCondition({ did: 'constructor' })).toBe('did “constructor”');
  });

  it('gives up on groups in groups in groups, not on the stack', () => {
    let condition: Condition = { did: 'A' };
    for (let level = 0; level < 5000; level++)
      condition = level % 2 ? { all: [condition, { did: 'B' }] } : { any: [condition, { did: 'C' }] };
    expect(describeCondition(condition)).toContain('…');
  });
});

describe('what was seen', () => {
  const observations: [Leaf, Observation, string][] = [
    [
      { did: 'Product Viewed', times: { gt: 3 }, within: '7d' },
      { count: 3 },
      '3 product views in the last 7 days, needs more than 3',
    ],
    [{ did: 'Order Completed', times: { eq: 0 } }, { count: 1 }, '1 order, needs none'],
    [{ did: 'Order Completed' }, { count: 0 }, 'no orders, needs at least 1'],
    [
      { did: 'Product Viewed', by: 'sku', times: { gte: 3 } },
      { count: 2, value: 'A7' },
      '2 product views with “sku” “A7”, needs at least 3',
    ],
    [
      { did: 'Order Completed', sum: 'total', is: { gt: 100 } },
      { value: 90 },
      'the sum of “total” of orders is 90, needs to be more than 100',
    ],
    [
      { last: 'Order Completed', ago: { gt: '24h' } },
      { ageMs: 9_960_000 },
      'last completed an order 2 hours 46 minutes ago, needs more than 24 hours ago or never',
    ],
    [
      { last: 'Order Completed', ago: { lt: '24h' } },
      { ageMs: Infinity },
      'never completed an order, needs less than 24 hours ago',
    ],
    [
      { abandoned: 'Product Added', without: 'Order Completed', for: '48h' },
      { ageMs: 3_600_000, followed: true },
      'added a product to the cart 1 hour ago and completed an order after that',
    ],
    [
      { lastMessages: 3, engaged: 'opened', times: { eq: 0 } },
      { count: 1, available: 3 },
      'opened 1 of the last 3 e-mails, needs none',
    ],
    [
      { lastMessages: 3, engaged: 'opened', times: { eq: 0 } },
      { count: 0, available: 2 },
      'only 2 such e-mails were sent, needs 3',
    ],
    [{ trait: 'plan', is: { in: ['pro', 'max'] } }, { value: 'free' }, 'the trait “plan” is “free”, needs to be “pro” or “max”'],
    [{ trait: 'plan', is: { startsWith: 'p' } }, {}, 'the trait “plan” is unknown, needs to start with “p”'],
    [
      { session: 'duration', is: { gt: '5m' } },
      { durationMs: 100_000 },
      'the session lasts 1 minute 40 seconds, needs more than 5 minutes',
    ],
    [
      { clock: 'weekday', is: { lt: 6 }, timezone: 'UTC' },
      { value: 6 },
      'the day of the week is Saturday in the time zone UTC, needs to be less than Saturday',
    ],
    [{ segment: 'vip' }, { value: false }, 'is not in the segment “vip”'],
    [{ message: 'e1', was: 'clicked' }, { value: true }, 'the e-mail “e1” was clicked'],
  ];

  it.each(observations)('%j %j', (leaf, seen, words) => {
    expect(describeObservation(leaf, seen)).toBe(words);
  });

  it.each([
    [0, '0 seconds'],
    [1, '1 millisecond'],
    [61_000, '1 minute 1 second'],
    [86_400_000, '1 day'],
    [90_061_001, '1 day 1 hour'],
    [86_460_000, '1 day'],
  ])('%d ms is %s', (ms, words) => {
    expect(msWords(ms)).toBe(words);
  });
});
