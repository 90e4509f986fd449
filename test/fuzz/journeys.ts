import fc from 'fast-check';
import type { JourneyNode } from '../../src/shared/journey/schema.js';
import { handlesOf } from '../../src/shared/journey/handles.js';
import { conditions, selector, where, withMessages, type Emphasis, type Scope } from './conditions.js';
import { eventName } from './log.js';
import type { Place } from './places.js';
import { duration, longDuration, maybe } from './values.js';

/** What a run shall have much of. */
export interface Theme {
  leaves: Emphasis;
  /** How often each type of node comes; 1 where nothing is said. */
  nodes: Partial<Record<NodeKind, number>>;
  triggers: Partial<Record<TriggerKind, number>>;
  /** Settings that are always there. */
  settings: readonly string[];
  /** Whether the log is mostly e-mail events and simulated messages are responded to. */
  mails: boolean;
}
type NodeKind =
  | 'email'
  | 'wait'
  | 'until'
  | 'bestTime'
  | 'waitForEvent'
  | 'waitForCondition'
  | 'branch'
  | 'switch'
  | 'split'
  | 'update'
  | 'webhook'
  | 'exit';
type TriggerKind = 'plain' | 'event' | 'abandoned' | 'becomes' | 'schedule';

interface RawNode {
  type: string;
  config: unknown;
}

type Make = (scope: Scope) => fc.Arbitrary<unknown>;

function weighted(
  arbitraries: Record<string, fc.Arbitrary<unknown>>,
  weights: Partial<Record<string, number>>,
): fc.Arbitrary<unknown> {
  return fc.oneof(...Object.entries(arbitraries).map(([kind, arbitrary]) => ({ arbitrary, weight: weights[kind] ?? 1 })));
}

export const wallTime = fc.constantFrom(
  '00:00',
  '00:30',
  '01:00',
  '01:30',
  '02:00',
  '02:30',
  '03:00',
  '08:00',
  '12:00',
  '21:00',
  '23:30',
);
const zoneIn = (place: Place): fc.Arbitrary<string> => fc.constantFrom('customer', ...place.zones);
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });

const RULES = [
  'FREQ=DAILY',
  'FREQ=DAILY;COUNT=2',
  'FREQ=DAILY;INTERVAL=2',
  'FREQ=WEEKLY;BYDAY=SA,SU,MO',
  'FREQ=MONTHLY;BYDAY=-1SU,1MO',
  'FREQ=MONTHLY;BYMONTHDAY=-1,1,7',
];

function schedules(place: Place): fc.Arbitrary<object> {
  const on = (day: string): fc.Arbitrary<string> => wallTime.map((time) => `${day}T${time}`);
  const every = fc.constantFrom(...RULES);
  return fc.oneof(fc.record({ at: on(place.day), every: maybe(every, 1) }), fc.record({ at: on('2024-01-01'), every }));
}

function triggers(place: Place, make: Make, theme: Theme): fc.Arbitrary<unknown> {
  const bare = make('nothing');
  const further = { where: maybe(where), if: maybe(make('event')) };
  const often = fc.constantFrom('1ms', '10m', '20m', '30m', '1h', '0s', '600001ms');
  const on = weighted(
    {
      plain: fc.record({ event: fc.constantFrom('A', 'A', 'A', '*', 'B') }),
      event: fc.record({ event: selector, ...further }),
      abandoned: fc.record({ abandoned: selector, without: eventName, for: often, ...further }),
      becomes: fc.record({ becomes: bare }),
      schedule: fc.record({ schedule: schedules(place), if: maybe(bare) }),
    },
    { plain: 4, event: 3, abandoned: 2, becomes: 3, ...theme.triggers },
  );
  return fc.record({ kind: fc.constant('intent'), on });
}

const ids = fc.subarray(['x', 'y', 'z'], { minLength: 1 });
const weight = fc.constantFrom(1, 1, 2, 0.5, 0);
const variants = fc
  .tuple(ids, fc.array(weight, { minLength: 3, maxLength: 3 }))
  .map(([names, weights]) => names.map((id, index) => ({ id, weight: index === 0 ? 1 : weights[index] })));
const mailVariants = fc
  .tuple(variants, maybe(fc.constantFrom('news', 'y')))
  .map(([[first, ...others], topic]) => [{ ...first, ...(topic !== undefined && { topic }) }, ...others]);

function updates(place: Place): fc.Arbitrary<unknown> {
  const set = fc.oneof(
    { arbitrary: fc.record({ tier: fc.constantFrom('gold', 'gold', 'silver', null) }), weight: 5 },
    { arbitrary: fc.record({ consent: fc.constantFrom('yes', 'no', null) }), weight: 1 },
    { arbitrary: fc.record({ timezone: fc.constantFrom(...place.zones, 'x', null) }), weight: 1 },
    { arbitrary: fc.record({ p: fc.constantFrom(1, 'x', true, null) }), weight: 1 },
    { arbitrary: fc.record({ email: fc.constantFrom('a@example.com', null) }), weight: 1 },
  );
  return set.map((values) => ({ set: values }));
}

function nodes(place: Place, make: Make, theme: Theme): fc.Arbitrary<RawNode> {
  const inside = make('entry');
  const of = (type: string, config: fc.Arbitrary<unknown>): fc.Arbitrary<RawNode> =>
    config.map((value) => ({ type, config: value }));
  const until = fc.record({ time: wallTime, weekdays: maybe(weekdays), timezone: maybe(zoneIn(place), 1) });
  const cases = fc
    .tuple(ids, fc.array(inside, { minLength: 3, maxLength: 3 }))
    .map(([names, list]) => ({ cases: names.map((id, index) => ({ id, if: list[index] })) }));
  return weighted(
    {
      email: of(
        'email',
        fc.record({ template: fc.constant('m'), topic: maybe(fc.constantFrom('news', 'x')), variants: maybe(mailVariants, 4) }),
      ),
      wait: of(
        'wait',
        fc.oneof({ arbitrary: longDuration, weight: 4 }, { arbitrary: duration, weight: 1 }).map((value) => ({ for: value })),
      ),
      until: of(
        'wait',
        until.map((value) => ({ until: value })),
      ),
      bestTime: of(
        'wait',
        duration.map((within) => ({ bestTime: { within } })),
      ),
      waitForEvent: of('waitFor', fc.record({ event: selector, timeout: duration, where: maybe(where) })),
      waitForCondition: of('waitFor', fc.record({ condition: inside, timeout: duration })),
      branch: of(
        'branch',
        inside.map((value) => ({ if: value })),
      ),
      switch: of('switch', cases),
      split: of(
        'split',
        variants.map((arms) => ({ arms })),
      ),
      update: of('update', updates(place)),
      webhook: of('webhook', fc.constant({ url: 'https://example.com' })),
      exit: of('exit', fc.constant({})),
    },
    { email: 6, wait: 4, waitForEvent: 2, waitForCondition: 2, branch: 2, update: 2, ...theme.nodes },
  ) as fc.Arbitrary<RawNode>;
}

function settings(place: Place, make: Make, theme: Theme): fc.Arbitrary<object> {
  const cap = fc.record({ messages: fc.constantFrom(1, 2, 3, 0), per: duration });
  const seldom = <T>(name: string, arbitrary: fc.Arbitrary<T>, otherwise = 7): fc.Arbitrary<T | undefined> =>
    theme.settings.includes(name) ? arbitrary : maybe(arbitrary, otherwise);
  return fc.record({
    reentry: fc.record({
      mode: fc.constantFrom('always', 'always', 'always', 'afterExit', 'once'),
      minInterval: maybe(duration, 6),
    }),
    consent: fc.constantFrom('none', 'none', 'none', 'implied', 'explicit'),
    audience: seldom('audience', make('event'), 12),
    exitWhen: seldom('exitWhen', make('entry'), 9),
    goal: seldom('goal', fc.record({ event: selector, within: duration, where: maybe(where), exits: maybe(fc.boolean(), 1) })),
    frequencyCap: seldom('frequencyCap', fc.array(cap, { minLength: 1, maxLength: 2 })),
    quietHours: seldom('quietHours', fc.record({ from: wallTime, to: wallTime, timezone: maybe(zoneIn(place), 1) })),
    holdout: seldom('holdout', fc.record({ percent: fc.constantFrom(20, 50, 100) }), 20),
  });
}

const MINUTE = /^(0s|\d{1,4}ms)$/;

/** Only a wait of a minute or more may lead back. */
function mayLeadBack({ type, config }: RawNode): boolean {
  if (type !== 'wait' || typeof config !== 'object' || config === null) return false;
  return !('for' in config && typeof config.for === 'string' && MINUTE.test(config.for));
}

/** Links each way out, most often to the next node, at times to none, else to any that breaks no rule. */
function edgesOf(all: readonly (RawNode & { id: string })[], links: readonly number[]): object[] {
  let used = 0;
  return all.flatMap((node, place) =>
    handlesOf(node as JourneyNode).flatMap((handle) => {
      const link = links[used++ % links.length] ?? 0;
      const targets = all.slice(mayLeadBack(node) ? 0 : place + 1).filter(({ type }) => type !== 'trigger');
      const next = all.slice(place + 1).find(({ type }) => type !== 'trigger');
      const target =
        link % 7 === 6 ? undefined : link % 7 < 3 ? next : targets[Math.floor(link / 7) % Math.max(1, targets.length)];
      return target ? [{ id: `${node.id}:${handle}`, source: node.id, sourceHandle: handle, target: target.id }] : [];
    }),
  );
}

const LETTERS: Readonly<Record<string, string>> = {
  trigger: 't',
  email: 'e',
  wait: 'w',
  waitFor: 'f',
  branch: 'b',
  switch: 'c',
  split: 's',
  update: 'u',
  webhook: 'h',
  exit: 'x',
};

function named(all: readonly RawNode[]): (RawNode & { id: string })[] {
  const counts = new Map<string, number>();
  return all.map((node) => {
    const number = counts.get(node.type) ?? 0;
    counts.set(node.type, number + 1);
    return { id: `${LETTERS[node.type] ?? ''}${number}`, ...node };
  });
}

/** A whole journey that breaks no rule, as JSON. */
export function journeys(id: string, place: Place, theme: Theme): fc.Arbitrary<unknown> {
  const make: Make = (scope) => conditions(scope, place.zones, theme.leaves);
  const trigger = triggers(place, make, theme).map((config): RawNode => ({ type: 'trigger', config }));
  return fc
    .record({
      starts: fc.array(trigger, { minLength: 1, maxLength: 3, size: 'max' }),
      rest: fc.array(nodes(place, make, theme), { minLength: 1, maxLength: 6, size: 'max' }),
      links: fc.array(fc.nat(69), { minLength: 5, maxLength: 9 }),
      settings: settings(place, make, theme),
      timezone: fc.constantFrom(...place.zones),
    })
    .map(({ starts, rest, links, settings: chosen, timezone }) => {
      const all = named([...starts, ...rest]);
      const emails = all.filter(({ type }) => type === 'email').map(({ id: email }) => email);
      const whole = {
        format: 'waypost/journey',
        version: 1,
        id,
        name: id,
        timezone,
        settings: chosen,
        nodes: all,
        edges: edgesOf(all, links),
      };
      return withMessages(whole, emails);
    });
}
