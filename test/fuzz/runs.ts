import fc from 'fast-check';
import type { Condition } from '../../src/shared/condition/schema.js';
import { checkJourney, hasErrors } from '../../src/shared/journey/check.js';
import type { Journey } from '../../src/shared/journey/schema.js';
import type { Responses } from '../../src/shared/simulation/responses.js';
import type { Run } from '../reference/index.js';
import { conditions } from './conditions.js';
import { journeys, type Theme } from './journeys.js';
import { customers, events, USERS } from './log.js';
import { DAY, PLACES, STEP, type Place } from './places.js';
import { duration } from './values.js';

/** A run as it can be written down: what `simulateNaively` takes, always with its period. */
export type RandomRun = Run & { period: { from: number; to: number } };

const NO_THEME: Theme = { leaves: {}, nodes: {}, triggers: {}, settings: [], mails: false };
const AGING = { last: 5, first: 3, count: 4, abandoned: 4, followedBy: 3, session: 3, trait: 2 };

/** Runs that each have much of what is rare otherwise. */
export const THEMES: Readonly<Record<string, Theme>> = {
  everything: NO_THEME,
  becomes: { ...NO_THEME, leaves: AGING, triggers: { becomes: 20 }, nodes: { update: 5 } },
  waitFor: { ...NO_THEME, leaves: AGING, nodes: { waitForCondition: 12, update: 5, email: 6 } },
  quiet: { ...NO_THEME, nodes: { email: 12, until: 3, wait: 5 }, settings: ['quietHours'] },
  caps: { ...NO_THEME, nodes: { email: 12, wait: 5 }, settings: ['frequencyCap'] },
  loops: { ...NO_THEME, nodes: { wait: 12, until: 3, waitForCondition: 3, branch: 4, email: 4 } },
  messages: {
    ...NO_THEME,
    leaves: { message: 8, lastMessages: 8, followedBy: 3, count: 3 },
    nodes: { email: 12, waitForCondition: 5, branch: 5 },
    mails: true,
  },
  updates: {
    ...NO_THEME,
    leaves: { trait: 12, count: 2, clock: 2 },
    triggers: { plain: 6, becomes: 12 },
    nodes: { update: 12, waitForCondition: 8 },
  },
  windows: {
    ...NO_THEME,
    leaves: { followedBy: 8, by: 8, session: 6, aggregate: 6, count: 4 },
    triggers: { event: 6, becomes: 4 },
  },
  clocks: {
    ...NO_THEME,
    leaves: { clock: 10, session: 2 },
    triggers: { schedule: 4, becomes: 4 },
    nodes: { until: 6, bestTime: 3, update: 4 },
  },
  abandoned: { ...NO_THEME, leaves: { abandoned: 6 }, triggers: { abandoned: 20 }, nodes: { update: 3 } },
};

const rate = fc.constantFrom(0.5, 1, 1, 0);
const after = { openAfter: duration, clickAfter: duration };
const rates = fc.record(
  { mode: fc.constant('rates' as const), open: rate, click: rate, unsubscribe: fc.constantFrom(0, 0, 0, 0.5, 1), ...after },
  { requiredKeys: ['mode', 'open', 'click'] },
);
const responses = fc.oneof<fc.Arbitrary<Responses>[]>(
  fc.constant({ mode: 'none' }),
  rates,
  fc.record({ mode: fc.constant('history' as const), ...after }, { requiredKeys: ['mode'] }),
);

/** The order in which journeys are named is not that of their ids. */
const JOURNEY_IDS = ['b', 'a', 'c'];

function journeyList(place: Place, theme: Theme): fc.Arbitrary<unknown[]> {
  const [first, second, third] = JOURNEY_IDS.map((id) => journeys(id, place, theme));
  if (!first || !second || !third) throw new Error('There are three ids');
  return fc.oneof(
    { arbitrary: fc.tuple(first), weight: 3 },
    { arbitrary: fc.tuple(first, second), weight: 3 },
    { arbitrary: fc.tuple(first, second, third), weight: 1 },
  );
}

function period(place: Place): fc.Arbitrary<{ from: number; to: number }> {
  const from = fc.oneof(
    { arbitrary: fc.constant(-DAY), weight: 5 },
    { arbitrary: fc.nat(6).map((steps) => steps * STEP), weight: 1 },
  );
  const to = fc.oneof(
    { arbitrary: fc.nat(20).map((steps) => steps * STEP), weight: 1 },
    { arbitrary: fc.constantFrom(6 * 6 * STEP, DAY, DAY + 6 * STEP, 2 * DAY), weight: 3 },
  );
  return fc.tuple(from, to).map(([before, after]) => ({ from: place.start + before, to: place.start + Math.max(before, after) }));
}

/** As a file has it: no undefined, no negative zero. */
function asWritten<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The journey of a document that must pass the check. */
export function checked(document: unknown, segments: Readonly<Record<string, Condition>>): Journey {
  const { journey, problems } = checkJourney(document, { segments });
  if (!journey || hasErrors(problems))
    throw new Error(`A random journey is refused: ${JSON.stringify(problems)} ${JSON.stringify(document)}`);
  return journey;
}

/** Random runs of the whole language around one place. */
function runsAt(place: Place, theme: Theme): fc.Arbitrary<RandomRun> {
  return fc
    .record({
      events: events(place, USERS, theme.mails),
      customers: customers(place, USERS),
      journeys: journeyList(place, theme),
      near: conditions('nothing', place.zones, theme.leaves, ['segment']),
      far: conditions('nothing', place.zones, theme.leaves, ['segment']),
      period: period(place),
      seed: fc.nat(9),
      requireAddress: fc.boolean(),
      responses: theme.mails ? fc.oneof(rates, rates, responses) : responses,
      users: fc.constantFrom(1, 1, 2, 3),
    })
    .map(({ near, far, users, journeys: documents, ...rest }) => {
      const some = USERS.slice(0, users);
      const nested: Condition = { any: [far as Condition, { segment: 'near' }] };
      const segments: Record<string, Condition> = asWritten({ near: near as Condition, far: nested });
      const ofSome = ({ userId }: { userId: string }): boolean => some.includes(userId);
      const kept = rest.events.map((event) => (ofSome(event) ? event : { ...event, userId: 'u1' }));
      const plain = asWritten({ ...rest, events: kept, customers: rest.customers.filter(ofSome) });
      return { ...plain, segments, journeys: documents.map((document) => checked(asWritten(document), segments)) };
    });
}

/** Random runs of one theme. */
export function runs(theme: Theme): fc.Arbitrary<RandomRun> {
  return fc.oneof(...PLACES.map((place) => runsAt(place, theme)));
}
