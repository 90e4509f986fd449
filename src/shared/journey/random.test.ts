import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison, DurationComparison } from '../condition/comparison.js';
import { conditionSchema, type Condition, type Leaf } from '../condition/schema.js';
import { checkCondition, checkJourney, checkSegments, hasErrors } from './check.js';
import { journeyToJson } from './export/json.js';
import { journeyToMermaid } from './export/mermaid.js';
import { journeyToSvg } from './export/svg.js';
import { handlesOf } from './handles.js';
import { journeyDraftSchema, journeySchema, type JourneyNode } from './schema.js';
import { describeCondition, describeJourney, describeNode, describeObservation, type Observation } from './words.js';

/** Random documents of the whole language, with fixed seeds. */
const RUNS = { seed: 20_250_101, numRuns: 100 };

const text = fc.oneof(
  fc.constantFrom('Product Viewed', 'Order Completed', 'Unsubscribed', 'A', 'B'),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
);
const scalar = fc.oneof(
  fc.integer({ min: -5, max: 9 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.string({ maxLength: 6 }),
  fc.constantFrom('2024-01-01', '2024-05-01T10:00Z'),
);
const duration = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.constantFrom('ms', 's', 'm', 'h', 'd', 'w'))
  .map(([amount, unit]) => `${amount}${unit}`);

/** One to three of the operators: most have one. */
function someOf<T extends object>(operators: { [Key in keyof T]-?: fc.Arbitrary<Exclude<T[Key], undefined>> }): fc.Arbitrary<T> {
  const keys = Object.keys(operators);
  const chosen = fc.oneof(
    { arbitrary: fc.subarray(keys, { minLength: 1, maxLength: 1 }), weight: 3 },
    fc.subarray(keys, { minLength: 1, maxLength: 3 }),
  );
  return fc
    .tuple(chosen, fc.record(operators))
    .map(([names, all]) => Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) as T);
}
const ordered = fc.oneof(fc.integer({ min: -5, max: 9 }), fc.string({ maxLength: 6 }));
const comparison = someOf<Comparison>({
  eq: scalar,
  ne: scalar,
  gt: ordered,
  gte: ordered,
  lt: ordered,
  lte: ordered,
  between: fc.oneof(fc.tuple(fc.integer(), fc.integer()), fc.tuple(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 }))),
  in: fc.array(scalar, { maxLength: 3 }),
  notIn: fc.array(scalar, { maxLength: 3 }),
  contains: fc.string({ maxLength: 4 }),
  startsWith: fc.string({ maxLength: 4 }),
  endsWith: fc.string({ maxLength: 4 }),
  exists: fc.boolean(),
});
const ages = someOf<DurationComparison>({
  eq: duration,
  ne: duration,
  gt: duration,
  gte: duration,
  lt: duration,
  lte: duration,
  between: fc.tuple(duration, duration),
  in: fc.array(duration, { maxLength: 3 }),
  notIn: fc.array(duration, { maxLength: 3 }),
  exists: fc.boolean(),
});
const selector = fc.oneof(text, fc.constant('*'), fc.record({ anyOf: fc.array(text, { minLength: 1, maxLength: 3 }) }));
const where = fc.array(fc.record({ property: text, is: comparison }), { maxLength: 2 });
const other = fc.oneof(text, fc.record({ event: selector, where }, { requiredKeys: ['event'] }));

/** What conditions of a place may look at, and what there is to refer to. */
interface Scope {
  property: boolean;
  entry: boolean;
  emails: readonly string[];
}
const SEGMENTS = ['vip', 'near'];

function leaf({ property, entry, emails }: Scope): fc.Arbitrary<Leaf> {
  const within = fc.oneof(duration, fc.constantFrom('session', ...(entry ? ['journey'] : [])));
  const aggregate = fc.constantFrom('sum', 'avg', 'min', 'max', 'distinct');
  return fc.oneof(
    fc.record({ did: selector, where, within, by: text, times: comparison }, { requiredKeys: ['did'] }),
    fc
      .tuple(fc.record({ did: selector, where, within, is: comparison }, { requiredKeys: ['did', 'is'] }), aggregate, text)
      .map(([base, name, of]) => ({ ...base, [name]: of })),
    fc.record(
      { did: selector, where, followedBy: other, within: duration, recent: duration },
      { requiredKeys: ['did', 'followedBy', 'within'] },
    ),
    fc.record({ last: selector, where, ago: ages }, { requiredKeys: ['last', 'ago'] }),
    fc.record({ first: selector, where, ago: ages }, { requiredKeys: ['first', 'ago'] }),
    fc.record({ abandoned: selector, where, without: other, for: duration }, { requiredKeys: ['abandoned', 'without', 'for'] }),
    fc.record(
      {
        lastMessages: fc.integer({ min: 1, max: 9 }),
        where,
        engaged: fc.constantFrom('opened' as const, 'clicked' as const),
        times: comparison,
      },
      { requiredKeys: ['lastMessages', 'engaged', 'times'] },
    ),
    fc.record({ trait: text, is: comparison }),
    fc.record({ session: fc.constant('duration' as const), is: ages }),
    fc.record({ session: fc.constant('events' as const), is: comparison }),
    fc.record({ segment: fc.constantFrom(...SEGMENTS) }),
    fc.record(
      {
        clock: fc.constantFrom('hour' as const, 'weekday' as const),
        is: comparison,
        timezone: fc.constantFrom('customer', 'Europe/Berlin'),
      },
      { requiredKeys: ['clock', 'is'] },
    ),
    ...(property ? [fc.record({ property: text, is: comparison })] : []),
    ...(entry && emails.length > 0
      ? [
          fc.record({
            message: fc.constantFrom(...emails),
            was: fc.constantFrom('sent' as const, 'opened' as const, 'clicked' as const),
          }),
        ]
      : []),
  );
}

function condition(scope: Scope): fc.Arbitrary<Condition> {
  return fc.letrec<{ any: Condition; group: Condition }>((tie) => ({
    any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf(scope), tie('group')),
    group: fc
      .tuple(fc.constantFrom('all', 'any', 'none'), fc.array(tie('any'), { maxLength: 3 }))
      .map(([key, list]) => ({ [key]: list }) as unknown as Condition),
  })).any;
}

const IN_ENTRY = { property: true, entry: true };

/** The settings of a node that may stand anywhere but at the start. */
function nodeConfigs(emails: readonly string[]): fc.Arbitrary<{ type: string; config: unknown }> {
  const inside = condition({ ...IN_ENTRY, emails });
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd e'), { minLength: 1, maxLength: 3 });
  const of = (type: string, config: fc.Arbitrary<unknown>): fc.Arbitrary<{ type: string; config: unknown }> =>
    config.map((value) => ({ type, config: value }));
  return fc.oneof(
    of(
      'wait',
      duration.filter((text) => !/^(0|\d+(ms|s)$)/.test(text)).map((value) => ({ for: value })),
    ),
    of(
      'wait',
      fc.record({
        until: fc.record(
          {
            time: fc.constant('09:30'),
            weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
            timezone: fc.constant('customer'),
          },
          { requiredKeys: ['time'] },
        ),
      }),
    ),
    of('wait', fc.record({ bestTime: fc.record({ within: duration }) })),
    of('waitFor', fc.record({ event: selector, where, timeout: duration }, { requiredKeys: ['event', 'timeout'] })),
    of('waitFor', fc.record({ condition: inside, timeout: duration })),
    of('branch', fc.record({ if: inside })),
    of(
      'switch',
      fc
        .tuple(ids, fc.array(inside, { minLength: 3, maxLength: 3 }))
        .map(([names, list]) => ({ cases: names.map((id, index) => ({ id, if: list[index] })) })),
    ),
    of(
      'split',
      ids.chain((names) =>
        fc
          .array(fc.integer({ min: 1, max: 90 }), { minLength: names.length, maxLength: names.length })
          .map((weights) => ({ arms: names.map((id, index) => ({ id, weight: weights[index] })) })),
      ),
    ),
    of('update', fc.record({ set: fc.dictionary(text, fc.oneof(scalar, fc.constant(null)), { maxKeys: 3 }) })),
    of('webhook', fc.record({ url: fc.webUrl(), method: fc.constant('POST'), body: fc.jsonValue() }, { requiredKeys: ['url'] })),
    of('exit', fc.record({ reason: fc.string() }, { requiredKeys: [] })),
  );
}

const trigger = fc.record({
  kind: fc.constantFrom('intent', 'engagement', 'purchase'),
  on: fc.oneof(
    fc.record(
      { event: selector, where, if: condition({ property: true, entry: false, emails: [] }) },
      { requiredKeys: ['event'] },
    ),
    fc.record(
      { abandoned: selector, where, without: other, for: duration, if: condition({ property: true, entry: false, emails: [] }) },
      { requiredKeys: ['abandoned', 'without', 'for'] },
    ),
    fc.record({ becomes: condition({ property: false, entry: false, emails: [] }) }),
    fc.record(
      {
        schedule: fc.record(
          {
            at: fc.constantFrom('2024-02-29', '2024-03-31T02:30'),
            every: fc.constantFrom('FREQ=DAILY', 'FREQ=MONTHLY;BYDAY=-1FR'),
          },
          { requiredKeys: ['at'] },
        ),
        if: condition({ property: false, entry: false, emails: [] }),
      },
      { requiredKeys: ['schedule'] },
    ),
  ),
});

const settings = fc.record(
  {
    reentry: fc.record({ mode: fc.constantFrom('once', 'afterExit', 'always'), minInterval: duration }, { requiredKeys: [] }),
    audience: condition({ property: true, entry: false, emails: [] }),
    exitWhen: condition({ ...IN_ENTRY, emails: [] }),
    goal: fc.record({ event: selector, where, within: duration, exits: fc.boolean() }, { requiredKeys: ['event', 'within'] }),
    consent: fc.constantFrom('explicit', 'implied', 'none'),
    frequencyCap: fc.array(fc.record({ messages: fc.nat(5), per: duration }), { maxLength: 2 }),
    quietHours: fc.record(
      { from: fc.constant('21:00'), to: fc.constant('08:00'), timezone: fc.constant('customer') },
      { requiredKeys: ['from', 'to'] },
    ),
    holdout: fc.record({ percent: fc.integer({ min: 0, max: 100 }) }),
    'x-note': fc.jsonValue(),
  },
  { requiredKeys: [] },
);

const frame = fc.record(
  {
    name: fc.string({ maxLength: 20 }),
    stage: text,
    position: fc.record({ x: fc.integer(), y: fc.integer() }),
    ui: fc.jsonValue(),
    'x-n': fc.jsonValue(),
  },
  { requiredKeys: [] },
);

/** Links each way out to a later node, to none, or, out of a wait of a minute or more, to an earlier one. */
function edgesOf(nodes: readonly { id: string; type: string; config: unknown }[], links: readonly number[]): object[] {
  let next = 0;
  return nodes.flatMap((node, place) =>
    handlesOf(node as JourneyNode).flatMap((handle) => {
      const link = links[next++ % links.length] ?? 0;
      const from = node.type === 'wait' ? 0 : place + 1;
      const targets = nodes.slice(from).filter(({ type, id }) => type !== 'trigger' && id !== node.id);
      const target = link % 5 === 0 ? undefined : targets[link % Math.max(1, targets.length)];
      return target ? [{ id: `edge ${next}`, source: node.id, sourceHandle: handle, target: target.id }] : [];
    }),
  );
}

/** A whole journey that breaks no rule. */
const journeys = fc.integer({ min: 0, max: 3 }).chain((mails) => {
  const emails = Array.from({ length: mails }, (_, index) => `mail ${index}`);
  const email = fc.record({ template: text, subject: fc.string(), topic: text }, { requiredKeys: [] });
  return fc
    .record({
      triggers: fc.array(trigger, { minLength: 1, maxLength: 3 }),
      rest: fc.array(nodeConfigs(emails), { maxLength: 8 }),
      mailConfigs: fc.array(email, { minLength: mails, maxLength: mails }),
      parts: fc.record({
        frames: fc.array(frame, { minLength: 14, maxLength: 14 }),
        links: fc.array(fc.nat(), { minLength: 7, maxLength: 7 }),
      }),
      head: fc.record(
        { settings, timezone: fc.constant('Europe/Berlin'), ui: fc.jsonValue(), 'x-owner': fc.jsonValue() },
        { requiredKeys: [] },
      ),
      name: fc.string(),
    })
    .map(({ triggers, rest, mailConfigs, parts, head, name }) => {
      const plain = [
        ...triggers.map((config, index) => ({ id: `start ${index}`, type: 'trigger', config: config })),
        ...mailConfigs.map((config, index) => ({ id: `mail ${index}`, type: 'email', config: config })),
        ...rest.map(({ type, config }, index) => ({ id: `n${index}`, type, config })),
      ];
      const nodes = plain.map((node, index) => ({ ...parts.frames[index], ...node }));
      // As a file has it: no undefined, no negative zero.
      return JSON.parse(
        JSON.stringify({
          format: 'waypost/journey',
          version: 1,
          id: 'random',
          name,
          ...head,
          nodes,
          edges: edgesOf(plain, parts.links),
        }),
      ) as unknown;
    });
});

const SEGMENT_CONDITIONS = { vip: { did: 'A' }, near: { segment: 'vip' } };

describe('random journeys', () => {
  it('that break no rule are taken, whatever the check may doubt', () => {
    fc.assert(
      fc.property(journeys, (value) => {
        const { journey, problems } = checkJourney(value, {
          segments: SEGMENT_CONDITIONS,
          events: new Set(['A']),
          properties: new Set(),
          traits: new Set(),
        });
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(journeySchema.safeParse(journey).success).toBe(true);
        for (const problem of problems)
          expect([problem.message, problem.suggestion].every((words) => words !== undefined && words.length > 10)).toBe(true);
      }),
      RUNS,
    );
  });

  it('are the same after export and import', () => {
    fc.assert(
      fc.property(journeys, (value) => {
        const text = journeyToJson(journeyDraftSchema.parse(value));
        expect(JSON.parse(text)).toEqual(value);
        expect(journeyToJson(journeyDraftSchema.parse(JSON.parse(text)))).toBe(text);
      }),
      RUNS,
    );
  });

  it('can be told and drawn', () => {
    fc.assert(
      fc.property(journeys, (value) => {
        const draft = journeyDraftSchema.parse(value);
        for (const line of describeJourney(draft)) expect(line.length).toBeGreaterThan(3);
        for (const node of draft.nodes)
          expect(Object.values(describeNode(node, draft)).every((words) => words !== '')).toBe(true);
        expect(journeyToMermaid(draft).trimEnd().split('\n')).toHaveLength(1 + draft.nodes.length + draft.edges.length);
        expect(journeyToSvg(draft).match(/<g>/g) ?? []).toHaveLength(draft.nodes.length);
      }),
      RUNS,
    );
  });

  it('of which a part was broken are judged, not thrown at', () => {
    const spoilt = fc
      .tuple(journeys, fc.nat(), fc.oneof(fc.constant(null), fc.constant(-1), fc.constant([]), fc.constant('x'), fc.constant({})))
      .map(([value, pick, junk]) => {
        const copy = structuredClone(value);
        const places: [object, string][] = [];
        const walk = (inner: unknown): void => {
          if (typeof inner !== 'object' || inner === null) return;
          for (const [key, child] of Object.entries(inner) as [string, unknown][]) {
            places.push([inner, key]);
            walk(child);
          }
        };
        walk(copy);
        const [holder, key] = places[pick % places.length] ?? [{}, ''];
        Object.assign(holder, { [key]: junk });
        return copy;
      });
    fc.assert(
      fc.property(spoilt, (value) => {
        const { journey, problems } = checkJourney(value, { segments: {} });
        expect(journey === undefined).toBe(hasErrors(problems));
        const draft = journeyDraftSchema.safeParse(value);
        if (draft.success) expect(describeJourney(draft.data).length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });
});

describe('random conditions', () => {
  const anyCondition = condition({ ...IN_ENTRY, emails: ['mail'] });
  const seen: fc.Arbitrary<Observation> = fc.record(
    {
      count: fc.nat(5),
      value: scalar,
      ageMs: fc.oneof(fc.nat(), fc.constant(Infinity)),
      durationMs: fc.nat(),
      available: fc.nat(4),
      followed: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it('are whole, and have words', () => {
    fc.assert(
      fc.property(anyCondition, (value) => {
        expect(conditionSchema.safeParse(value).success).toBe(true);
        const words = describeCondition(value);
        expect(words.trim()).not.toBe('');
        expect(words).not.toMatch(/undefined|NaN|\[object|nothing nothing/);
      }),
      { ...RUNS, numRuns: 500 },
    );
  });

  it('tell what they saw', () => {
    fc.assert(
      fc.property(leaf({ ...IN_ENTRY, emails: ['mail'] }), seen, (value, observed) => {
        expect(describeObservation(value, observed)).toMatch(/\S/);
      }),
      { ...RUNS, numRuns: 500 },
    );
  });

  it('are taken alone and as segments where they look at nothing else', () => {
    fc.assert(
      fc.property(condition({ property: false, entry: false, emails: [] }), (value) => {
        expect(checkCondition(value, { segments: SEGMENT_CONDITIONS }).condition).toEqual(value);
        expect(checkSegments({ ...SEGMENT_CONDITIONS, own: value }).segments).toEqual({ ...SEGMENT_CONDITIONS, own: value });
      }),
      RUNS,
    );
  });
});
