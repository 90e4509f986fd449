import type { JourneyDraft } from '../journey/schema.js';
import type { JourneyResult } from '../simulation/result.js';

/** A small journey with three e-mails behind a branch, and counts to go with it, for the tests of the view models. */
export const cartRecovery: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'cart-recovery',
  name: 'Cart recovery',
  timezone: 'Europe/Berlin',
  settings: {
    goal: { event: 'Order Completed', within: '7d' },
    frequencyCap: [{ messages: 3, per: '7d' }],
    quietHours: { from: '21:00', to: '08:00', timezone: 'customer' },
  },
  nodes: [
    {
      id: 'e3',
      type: 'email',
      name: 'Last call',
      config: {
        variants: [
          { id: 'A', weight: 50, subject: 'Free shipping' },
          { id: 'B', weight: 50, subject: '10 % off' },
        ],
      },
    },
    { id: 'e2', type: 'email', config: { template: 'thanks', subject: 'Thank you' } },
    { id: 'e1', type: 'email', name: 'Your cart awaits', config: {} },
    { id: 't1', type: 'trigger', name: 'Left a cart', config: {} },
    { id: 'w1', type: 'wait', config: { for: '2d' } },
    { id: 'b1', type: 'branch', config: {} },
  ],
  edges: [
    { id: 'x1', source: 't1', sourceHandle: 'out', target: 'e1' },
    { id: 'x2', source: 'e1', sourceHandle: 'out', target: 'w1' },
    { id: 'x3', source: 'w1', sourceHandle: 'out', target: 'b1' },
    { id: 'x4', source: 'b1', sourceHandle: 'no', target: 'e3' },
    { id: 'x5', source: 'b1', sourceHandle: 'yes', target: 'e2' },
  ],
};

/** A result of zeros but for what is given. */
export function resultOf(given: Partial<JourneyResult>): JourneyResult {
  return {
    id: 'cart-recovery',
    entries: 0,
    customers: 0,
    active: 0,
    overflow: 0,
    heldOut: 0,
    converted: 0,
    heldOutConverted: 0,
    exits: { end: 0, goal: 0, exitWhen: 0, exit: 0, loop: 0 },
    nodes: {},
    edges: {},
    messages: {
      sent: 0,
      suppressed: { consent: 0, frequencyCap: 0, noAddress: 0 },
      delayed: 0,
      opened: 0,
      clicked: 0,
      unsubscribed: 0,
      byVariant: {},
    },
    ...given,
  };
}
