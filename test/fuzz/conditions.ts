import fc from 'fast-check';
import type { Comparison } from '../../src/shared/condition/comparison.js';
import { emailId, eventName } from './log.js';
import { age, comparison, count, duration, maybe, quantity } from './values.js';

/** Where a condition may look (semantics §3): at an event, at an entry. */
export type Scope = 'nothing' | 'event' | 'entry';

/** How often each kind of leaf comes; 1 where nothing is said. */
export type Emphasis = Partial<Record<LeafKind, number>>;
export type LeafKind =
  | 'count'
  | 'by'
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

export const SEGMENT_IDS = ['near', 'far'];

export const selector = fc.oneof(
  { arbitrary: eventName, weight: 6 },
  { arbitrary: fc.constant('*'), weight: 1 },
  { arbitrary: fc.record({ anyOf: fc.array(eventName, { minLength: 1, maxLength: 2 }) }), weight: 1 },
);

const filter = fc.oneof(
  { arbitrary: fc.record({ property: fc.constantFrom('p', 'q', 'p'), is: comparison }), weight: 5 },
  {
    arbitrary: fc.record({
      property: fc.constantFrom('type', 'topic', 'variant', 'simulated', 'node', 'journey', 'constructor'),
      is: comparison,
    }),
    weight: 1,
  },
  { arbitrary: fc.record({ property: fc.constant('email_id'), is: fc.record({ eq: emailId }) }), weight: 1 },
);
export const where = fc.array(filter, { minLength: 1, maxLength: 2 });
const other = fc.oneof(
  { arbitrary: eventName, weight: 3 },
  { arbitrary: fc.record({ event: selector, where: maybe(where, 1) }), weight: 1 },
);

function windows(scope: Scope): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: duration, weight: 4 },
    { arbitrary: fc.constant('session'), weight: 2 },
    ...(scope === 'entry' ? [{ arbitrary: fc.constant('journey'), weight: 2 }] : []),
  );
}

const property = fc.constantFrom('p', 'p', 'q', 'email_id');
const aggregates = fc.constantFrom('sum', 'avg', 'min', 'max', 'distinct');

const hour = fc
  .nat(23)
  .chain((value) => fc.constantFrom<Comparison>({ gte: value }, { eq: value }, { lt: value }, { in: [value, (value + 1) % 24] }));
const weekday = fc
  .integer({ min: 1, max: 7 })
  .chain((value) => fc.constantFrom<Comparison>({ eq: value }, { ne: value }, { gte: value }, { lt: value }));
const tier = fc.constantFrom<Comparison>(
  { eq: 'gold' },
  { eq: 'gold' },
  { eq: 'silver' },
  { ne: 'gold' },
  { exists: false },
  { exists: true },
);

function leaves(scope: Scope, zones: readonly string[]): Record<LeafKind, fc.Arbitrary<unknown>> {
  const within = maybe(windows(scope), 1);
  const filters = maybe(where);
  const zone = fc.constantFrom('customer', ...zones);
  return {
    count: fc.record({ did: selector, times: maybe(count, 1), where: filters, within }),
    by: fc.record({ did: selector, by: property, times: count, where: filters, within }),
    aggregate: fc
      .tuple(fc.record({ did: selector, is: quantity, where: filters, within }), aggregates, property)
      .map(([leaf, name, of]) => ({ ...leaf, [name]: of })),
    followedBy: fc.record({ did: selector, followedBy: other, within: duration, where: filters, recent: maybe(duration, 1) }),
    last: fc.record({ last: selector, ago: age, where: filters }),
    first: fc.record({ first: selector, ago: age, where: filters }),
    abandoned: fc.record({ abandoned: selector, without: other, for: duration, where: filters }),
    lastMessages: fc.record({
      lastMessages: fc.integer({ min: 1, max: 3 }),
      engaged: fc.constantFrom('opened', 'clicked'),
      times: count,
      where: filters,
    }),
    trait: fc.oneof(
      fc.record({ trait: fc.constant('tier'), is: tier }),
      fc.record({ trait: fc.constant('tier'), is: tier }),
      fc.record({ trait: fc.constantFrom('p', 'p', 'consent', 'timezone', 'email', 'constructor'), is: comparison }),
    ),
    property: fc.record({ property: fc.constantFrom('p', 'q'), is: comparison }),
    session: fc.oneof(
      fc.record({ session: fc.constant('duration'), is: age }),
      fc.record({ session: fc.constant('events'), is: count }),
    ),
    segment: fc.record({ segment: fc.constantFrom(...SEGMENT_IDS) }),
    clock: fc.oneof(
      fc.record({ clock: fc.constant('hour'), is: hour, timezone: maybe(zone, 1) }),
      fc.record({ clock: fc.constant('weekday'), is: weekday, timezone: maybe(zone, 1) }),
    ),
    // The node is put in once it is known which e-mails there are.
    message: fc.record({ message: fc.nat(3), was: fc.constantFrom('sent', 'opened', 'clicked') }),
  };
}

const SCOPED: Record<Scope, readonly LeafKind[]> = { nothing: ['property', 'message'], event: ['message'], entry: [] };

/** Conditions of the whole language that may stand where `scope` tells, with `without` left out. */
export function conditions(
  scope: Scope,
  zones: readonly string[],
  emphasis: Emphasis,
  without: readonly LeafKind[] = [],
): fc.Arbitrary<unknown> {
  const kinds = Object.entries(leaves(scope, zones)) as [LeafKind, fc.Arbitrary<unknown>][];
  const allowed = kinds.filter(([kind]) => !SCOPED[scope].includes(kind) && !without.includes(kind));
  const leaf = fc.oneof(...allowed.map(([kind, arbitrary]) => ({ arbitrary, weight: emphasis[kind] ?? 1 })));
  const list = (inner: fc.Arbitrary<unknown>, minLength: number): fc.Arbitrary<unknown> =>
    fc
      .tuple(fc.constantFrom('all', 'any', 'none', 'none'), fc.array(inner, { minLength, maxLength: 3 }))
      .map(([key, of]) => ({ [key]: of }));
  const group = list(leaf, 1);
  return fc.oneof(
    { arbitrary: leaf, weight: 5 },
    { arbitrary: group, weight: 3 },
    { arbitrary: list(fc.oneof(leaf, group), 0), weight: 1 },
  );
}

/** The condition with an e-mail node of the journey in each `message`; where there is none, with one that never holds. */
export function withMessages(value: unknown, emails: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => withMessages(each, emails));
  if (typeof value !== 'object' || value === null) return value;
  if ('message' in value && typeof value.message === 'number') {
    const message = emails[value.message % emails.length];
    return message === undefined ? { any: [] } : { ...value, message };
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withMessages(each, emails)]));
}
