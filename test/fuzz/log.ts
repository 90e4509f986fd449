import fc from 'fast-check';
import type { Scalar } from '../../src/shared/condition/comparison.js';
import type { LogEvent, TraitRecord } from '../reference/index.js';
import { DAY, STEP, type Place } from './places.js';
import { scalar } from './values.js';

export const USERS = ['u1', 'zoë', 'a,"b'];
export const MAIL_EVENTS = [
  'Email Sent',
  'Email Opened',
  'Email Link Clicked',
  'Unsubscribed',
  'Subscribed',
  'Email Bounced',
  'Email Marked as Spam',
  'Email Delivered',
];

function names(own: number, mails: number): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: fc.constantFrom('A', 'A', 'A', 'B', 'B', 'C'), weight: own },
    { arbitrary: fc.constantFrom('Email Sent', 'Email Opened', 'Email Link Clicked'), weight: mails },
    { arbitrary: fc.constantFrom(...MAIL_EVENTS), weight: 1 },
  );
}

export const eventName = names(6, 2);

/** Ids of mails of the log, and of two that the run itself may send. */
export const emailId = fc.constantFrom<Scalar>('m1', 'm2', 5, 'b/e0/u1/0/0', 'a/e0/u1/0/0');

const properties = fc.record(
  { p: scalar, q: scalar, email_id: emailId, type: fc.constantFrom('hard', 'soft', 5), topic: fc.constantFrom('news', 'x') },
  { requiredKeys: [] },
);

/** Most events lie on the grid, so that many share an instant or lie a whole window apart. */
const offset = fc
  .tuple(
    fc.oneof({ arbitrary: fc.nat(9), weight: 4 }, { arbitrary: fc.nat(40), weight: 1 }),
    fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, { arbitrary: fc.nat(1), weight: 1 }),
    fc.oneof({ arbitrary: fc.constant(0), weight: 9 }, { arbitrary: fc.constantFrom(1, -1, 59_999), weight: 1 }),
  )
  .map(([steps, days, off]) => steps * STEP + days * DAY + off);

/** Events by the place in time and space that `place` tells, in input order: not sorted. */
export function events(place: Place, users: readonly string[], mails: boolean): fc.Arbitrary<LogEvent[]> {
  const event = fc.record({
    userId: fc.constantFrom(...users),
    event: mails ? names(4, 6) : eventName,
    time: offset.map((after) => place.start + after),
    properties: fc.oneof({ arbitrary: fc.constant({}), weight: 2 }, { arbitrary: properties, weight: 3 }),
  });
  return fc.array(event, { minLength: 1, maxLength: 12, size: 'max' });
}

function traits(zones: readonly string[]): fc.Arbitrary<TraitRecord['traits']> {
  return fc.record(
    {
      consent: fc.constantFrom<Scalar>('subscribed', ' Yes ', true, 1, 'unsubscribed', false, 'no', 'maybe'),
      timezone: fc.constantFrom<Scalar>(...zones, 'Nowhere/Land', 5, ''),
      email: fc.constant('u@example.com'),
      tier: fc.constantFrom<Scalar>('gold', 'silver', 1),
      p: scalar,
    },
    { requiredKeys: [] },
  );
}

/** Trait records of some of the customers, and of one who may have no event. */
export function customers(place: Place, users: readonly string[]): fc.Arbitrary<TraitRecord[]> {
  return fc
    .tuple(fc.subarray([...users]), fc.array(traits(place.zones), { minLength: users.length, maxLength: users.length }))
    .map(([some, records]) => some.map((userId, index) => ({ userId, traits: records[index] ?? {} })));
}
