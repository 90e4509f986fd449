import { AGGREGATES } from '../../../../../shared/condition/schema.js';
import type { ConditionRole } from '../../../../../shared/journey/check/places.js';
import type { LooseCondition } from './tree.js';

/** The shapes of a leaf (semantics §3), as they are told while they may be unfinished. */
export type LeafShape =
  | 'count'
  | 'aggregate'
  | 'followedBy'
  | 'last'
  | 'first'
  | 'abandoned'
  | 'lastMessages'
  | 'trait'
  | 'property'
  | 'session'
  | 'segment'
  | 'clock'
  | 'message';

/** What a condition at a place may look at (semantics §3, last paragraph). */
export interface Scope {
  /** The event that started the entry. */
  property: boolean;
  /** The entry: its messages, and what happened since it began. */
  entry: boolean;
}

/** What conditions of this role may look at. */
export function scopeOf(role: ConditionRole): Scope {
  switch (role) {
    case 'becomes':
    case 'segment':
    case 'lone':
    case 'scheduleIf':
      return { property: false, entry: false };
    case 'triggerIf':
    case 'audience':
      return { property: true, entry: false };
    case 'exitWhen':
    case 'branch':
    case 'switch':
    case 'waitFor':
      return { property: true, entry: true };
  }
}

/** The shape of a leaf; `undefined` where it has none that can be told. */
export function shapeOf(leaf: LooseCondition): LeafShape | undefined {
  if ('did' in leaf) {
    if ('followedBy' in leaf) return 'followedBy';
    return AGGREGATES.some((name) => name in leaf) ? 'aggregate' : 'count';
  }
  const heads = [
    'last',
    'first',
    'abandoned',
    'lastMessages',
    'trait',
    'property',
    'session',
    'segment',
    'clock',
    'message',
  ] as const;
  return heads.find((head) => head in leaf);
}

export interface ShapeOffer {
  shape: LeafShape;
  label: string;
  hint: string;
  create: () => LooseCondition;
  allowed: (scope: Scope) => boolean;
}

const always = () => true;

/** What can be asked, in groups as the menu shows them. */
export const SHAPE_GROUPS: readonly { title: string; offers: readonly ShapeOffer[] }[] = [
  {
    title: 'What they did',
    offers: [
      {
        shape: 'count',
        label: 'Did something',
        hint: 'viewed a product more than 3 times in 7 days',
        create: () => ({ did: '' }),
        allowed: always,
      },
      {
        shape: 'count',
        label: 'Did the same several times',
        hint: 'viewed the same product 3 times',
        create: () => ({ did: 'Product Viewed', within: '7d', by: 'product_id', times: { gte: 3 } }),
        allowed: always,
      },
      {
        shape: 'last',
        label: 'When they last did it',
        hint: 'last viewed a product more than 24 hours ago',
        create: () => ({ last: '', ago: { gt: '1d' } }),
        allowed: always,
      },
      {
        shape: 'first',
        label: 'When they first did it',
        hint: 'first completed an order less than 30 days ago',
        create: () => ({ first: '', ago: { lt: '30d' } }),
        allowed: always,
      },
      {
        shape: 'abandoned',
        label: 'Began and did not finish',
        hint: 'added to the cart, no order for 48 hours',
        create: () => ({ abandoned: '', without: '', for: '48h' }),
        allowed: always,
      },
      {
        shape: 'followedBy',
        label: 'Did one thing, then another',
        hint: 'viewed a product and ordered within a day',
        create: () => ({ did: '', followedBy: '', within: '1d' }),
        allowed: always,
      },
      {
        shape: 'aggregate',
        label: 'A total, average or extreme',
        hint: 'spent more than 100 in 30 days',
        create: () => ({ did: 'Order Completed', sum: '', is: { gt: 100 } }),
        allowed: always,
      },
      {
        shape: 'property',
        label: 'The event that started this',
        hint: 'its price is more than 50',
        create: () => ({ property: '', is: { eq: '' } }),
        allowed: ({ property }) => property,
      },
    ],
  },
  {
    title: 'Messages',
    offers: [
      {
        shape: 'lastMessages',
        label: 'The latest e-mails',
        hint: 'opened none of the last 3',
        create: () => ({ lastMessages: 3, engaged: 'opened', times: { eq: 0 } }),
        allowed: always,
      },
      {
        shape: 'message',
        label: 'An e-mail of this journey',
        hint: 'was opened',
        create: () => ({ message: '', was: 'opened' }),
        allowed: ({ entry }) => entry,
      },
    ],
  },
  {
    title: 'Who they are',
    offers: [
      {
        shape: 'trait',
        label: 'A trait',
        hint: 'country is Germany',
        create: () => ({ trait: '', is: { eq: '' } }),
        allowed: always,
      },
      {
        shape: 'segment',
        label: 'A segment',
        hint: 'is in the segment “loyal”',
        create: () => ({ segment: '' }),
        allowed: always,
      },
    ],
  },
  {
    title: 'Now',
    offers: [
      {
        shape: 'session',
        label: 'The length of the session',
        hint: 'longer than 5 minutes',
        create: () => ({ session: 'duration', is: { gt: '5m' } }),
        allowed: always,
      },
      {
        shape: 'session',
        label: 'Events in the session',
        hint: 'more than 10',
        create: () => ({ session: 'events', is: { gt: 10 } }),
        allowed: always,
      },
      {
        shape: 'clock',
        label: 'The time of day',
        hint: 'between 9 and 17 o’clock',
        create: () => ({ clock: 'hour', is: { between: [9, 17] }, timezone: 'customer' }),
        allowed: always,
      },
      {
        shape: 'clock',
        label: 'The day of the week',
        hint: 'Monday to Friday',
        create: () => ({ clock: 'weekday', is: { in: [1, 2, 3, 4, 5] }, timezone: 'customer' }),
        allowed: always,
      },
    ],
  },
];
