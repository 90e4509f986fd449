/** The journeys that the benchmark simulates: triggers alone, with an e-mail behind them, and one as large as journeys get. */
import type { Condition } from '../../src/shared/condition/schema.js';
import {
  journeySchema,
  type Journey,
  type JourneyEdge,
  type JourneyNode,
  type TriggerOn,
} from '../../src/shared/journey/schema.js';

/** As often as it fires, to everybody: so that entries are firings. */
const EVERY_TIME = { reentry: { mode: 'always' }, consent: 'none' } as const;

export const CART_LEFT: TriggerOn = { abandoned: 'Product Added', without: 'Order Completed', for: '24h' };
/** The same after an edit. */
export const CART_LEFT_EDITED: TriggerOn = { abandoned: 'Product Added', without: 'Order Completed', for: '23h' };
export const MANY_VIEWS: TriggerOn = { event: 'Product Viewed', if: { did: 'Product Viewed', within: '7d', times: { gt: 3 } } };
export const MANY_VIEWS_EDITED: TriggerOn = {
  event: 'Product Viewed',
  if: { did: 'Product Viewed', within: '7d', times: { gt: 4 } },
};
export const RE_ENGAGEMENT: TriggerOn = {
  becomes: {
    all: [
      { did: 'Product Viewed', within: '7d', times: { gt: 3 } },
      { lastMessages: 3, where: [{ property: 'topic', is: { eq: 'promotion' } }], engaged: 'opened', times: { eq: 0 } },
      { abandoned: 'Product Added', without: 'Order Completed', for: '48h' },
    ],
  },
};

/** A trigger, and an e-mail behind it if `mail`: then each firing is a line of the message list. */
export function triggerJourney(id: string, on: TriggerOn, mail: boolean): Journey {
  const trigger: JourneyNode = { id: 'start', type: 'trigger', config: { kind: 'intent', on } };
  const email: JourneyNode = { id: 'mail', type: 'email', config: { subject: 'Hello' } };
  return journeySchema.parse({
    format: 'waypost/journey',
    version: 1,
    id,
    name: id,
    settings: EVERY_TIME,
    nodes: mail ? [trigger, email] : [trigger],
    edges: mail ? [{ id: 'e', source: 'start', sourceHandle: 'out', target: 'mail' }] : [],
  });
}

/** A journey whose conditions read three properties of events. */
export function threeProperties(): Journey {
  return triggerJourney(
    'three',
    {
      event: 'Product Added',
      where: [{ property: 'price', is: { gt: 20 } }],
      if: {
        all: [
          { did: 'Product Viewed', within: '7d', by: 'product_id', times: { gte: 2 } },
          { did: 'Product Viewed', distinct: 'category', is: { gte: 2 } },
        ],
      },
    },
    false,
  );
}

const TRIGGERS: readonly TriggerOn[] = [
  CART_LEFT,
  MANY_VIEWS,
  { becomes: { did: 'Order Completed', within: '30d', times: { gte: 2 } } },
  { event: 'Checkout Started' },
  { event: 'Email Link Clicked', if: { did: 'Product Viewed', within: '7d' } },
];

const QUESTIONS: readonly Condition[] = [
  { did: 'Order Completed', within: 'journey' },
  { did: 'Product Viewed', within: '7d', times: { gte: 5 } },
  { last: 'Product Viewed', ago: { lt: '2d' } },
  { did: 'Order Completed', sum: 'value', is: { gt: 100 } },
  { did: 'Product Viewed', within: '14d', distinct: 'category', is: { gte: 3 } },
];

/**
 * Thirty nodes behind and with five triggers: five paths of wait, question, two mails and a second wait, some with an A/B split or a wait
 * for an order. Re-entry, a goal, a cap and quiet hours as a real journey has them.
 */
export function largeJourney(): Journey {
  const nodes: JourneyNode[] = [];
  const edges: JourneyEdge[] = [];
  const connect = (source: string, sourceHandle: string, target: string) =>
    edges.push({ id: `${source}-${sourceHandle}`, source, sourceHandle, target });
  for (const [index, on] of TRIGGERS.entries()) {
    const id = (part: string) => `${part}${index + 1}`;
    const question = QUESTIONS[index] ?? { all: [] };
    nodes.push(
      { id: id('start'), type: 'trigger', config: { kind: 'intent', on } },
      index % 2 === 0
        ? { id: id('pause'), type: 'wait', config: { for: '1h' } }
        : { id: id('pause'), type: 'waitFor', config: { event: 'Order Completed', timeout: '6h' } },
      { id: id('ask'), type: 'branch', config: { if: question } },
      { id: id('yes'), type: 'email', config: { subject: 'Thank you', topic: 'service' } },
      {
        id: id('split'),
        type: 'split',
        config: {
          arms: [
            { id: 'A', weight: 50 },
            { id: 'B', weight: 50 },
          ],
        },
      },
      { id: id('no'), type: 'email', config: { subject: 'One more thing', topic: 'offer' } },
    );
    connect(id('start'), 'out', id('pause'));
    connect(id('pause'), index % 2 === 0 ? 'out' : 'timeout', id('ask'));
    connect(id('ask'), 'yes', id('yes'));
    connect(id('ask'), 'no', id('split'));
    connect(id('split'), 'A', id('no'));
  }
  return journeySchema.parse({
    format: 'waypost/journey',
    version: 1,
    id: 'large',
    name: 'large',
    settings: {
      reentry: { mode: 'afterExit', minInterval: '3d' },
      consent: 'none',
      frequencyCap: [{ messages: 3, per: '7d' }],
      quietHours: { from: '21:00', to: '08:00' },
      goal: { event: 'Order Completed', within: '7d', exits: true },
    },
    nodes,
    edges,
  });
}
