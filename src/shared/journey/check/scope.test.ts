import { describe, expect, it } from 'vitest';
import { codes, email, errors, journey } from '../../../../test/support/journeys.js';
import { checkCondition, checkJourneySet, checkSegments } from '../check.js';

describe('what conditions may look at (semantics §3)', () => {
  const property = { property: 'v', is: { eq: 1 } };
  const message = { message: 'e1', was: 'opened' };
  const within = { did: 'A', within: 'journey' };
  const paths = (settings: object | undefined, on: unknown, nodes: unknown[] = []): string[] =>
    errors(journey({ ...(settings && { settings }), on, nodes: [email, ...nodes] })).map(({ code, path }) => `${code} ${path}`);

  it('refuses property, message and within journey in becomes', () => {
    expect(paths(undefined, { becomes: { all: [{ did: 'A' }, property] } })).toEqual([
      'outOfScope /nodes/0/config/on/becomes/all/1/property',
    ]);
    expect(paths(undefined, { becomes: message })).toEqual(['outOfScope /nodes/0/config/on/becomes/message']);
    expect(paths(undefined, { becomes: { none: [within] } })).toEqual(['outOfScope /nodes/0/config/on/becomes/none/0/within']);
  });

  it.each([[{ event: 'A' }], [{ abandoned: 'A', without: 'B', for: '1h' }]])(
    'in the if of %j refuses message and within journey, not property',
    (trigger) => {
      expect(paths(undefined, { ...trigger, if: property })).toEqual([]);
      expect(paths(undefined, { ...trigger, if: message })).toEqual(['outOfScope /nodes/0/config/on/if/message']);
      expect(paths(undefined, { ...trigger, if: within })).toEqual(['outOfScope /nodes/0/config/on/if/within']);
    },
  );

  it('refuses all three in the if of a schedule', () => {
    const on = { schedule: { at: '2024-03-01T09:00' }, if: { all: [property, message, within] } };
    expect(paths(undefined, on)).toHaveLength(3);
  });

  it('refuses message and within journey in the audience, where property is allowed', () => {
    expect(paths({ audience: { any: [property, message] } }, { event: 'A' })).toEqual([
      'outOfScope /settings/audience/any/1/message',
    ]);
    expect(paths({ audience: within }, { event: 'A' })).toEqual(['outOfScope /settings/audience/within']);
  });

  it('allows everything in exitWhen, branch, switch and waitFor', () => {
    const all = { all: [property, message, within] };
    const nodes = [
      { id: 'b1', type: 'branch', config: { if: all } },
      { id: 's1', type: 'switch', config: { cases: [{ id: 'a', if: all }] } },
      { id: 'f1', type: 'waitFor', config: { condition: all, timeout: '1d' } },
    ];
    expect(paths({ exitWhen: all }, { event: 'A' }, nodes)).toEqual([]);
  });

  it('allows a filter on a property of the event itself anywhere', () => {
    const where = [{ property: 'v', is: { eq: 1 } }];
    expect(paths({ audience: { did: 'A', where } }, { becomes: { did: 'A', where } })).toEqual([]);
  });
});

describe('references', () => {
  it('refuses messages of nodes that are none or no e-mails', () => {
    const of = (id: string): unknown =>
      journey({ nodes: [email, { id: 'b1', type: 'branch', config: { if: { message: id, was: 'sent' } } }] });
    expect(codes(of('e1'))).toEqual([]);
    expect(errors(of('t1'))).toEqual([
      expect.objectContaining({ code: 'unknownMessage', node: 'b1', path: '/nodes/2/config/if/message' }),
    ]);
    expect(codes(of('gone'))).toEqual(['unknownMessage']);
  });

  it('refuses unknown segments where it knows which there are', () => {
    const value = journey({ settings: { audience: { segment: 'vip' } } });
    expect(errors(value)).toEqual([]);
    expect(errors(value, { segments: { vip: { did: 'A' } } })).toEqual([]);
    expect(errors(value, { segments: {} })).toEqual([
      expect.objectContaining({ code: 'unknownSegment', path: '/settings/audience/segment' }),
    ]);
    expect(errors(journey({ settings: { audience: { segment: 'constructor' } } }), { segments: {} })).toHaveLength(1);
  });

  it('finds two journeys with one id', () => {
    expect(checkJourneySet([{ id: 'a' }, { id: 'b' }, { id: 'a' }])).toEqual([
      expect.objectContaining({ code: 'duplicateJourney', path: '/id', place: 2 }),
    ]);
  });
});

describe('segments', () => {
  it('takes good ones', () => {
    const segments = { vip: { did: 'A', times: { gte: 3 } }, near: { none: [{ segment: 'vip' }] } };
    expect(checkSegments(segments)).toEqual({ segments, problems: [] });
  });

  it('gives paths from segments', () => {
    const { problems, segments } = checkSegments({
      a: { did: 'A', foo: 1 },
      'b/c': { all: [{ property: 'p', is: { eq: 1 } }] },
      d: { segment: 'gone' },
    });
    expect(segments).toBeUndefined();
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'unknownKey /segments/a/foo',
      'outOfScope /segments/b~1c/all/0/property',
      'unknownSegment /segments/d/segment',
    ]);
  });

  it('refuses segments that are defined by themselves', () => {
    const { problems } = checkSegments({
      a: { all: [{ segment: 'b' }] },
      b: { any: [{ segment: 'c' }] },
      c: { segment: 'a' },
      d: { segment: 'a' },
      e: { segment: 'e' },
    });
    expect(problems.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'circularSegments /segments/a',
      'circularSegments /segments/e',
    ]);
  });

  it.each([[null], [[]], ['x']])('refuses %j', (value) => {
    expect(checkSegments(value).problems).toEqual([expect.objectContaining({ path: '/segments' })]);
  });

  it('checks a lone condition like a segment', () => {
    expect(checkCondition({ did: 'A' })).toEqual({ condition: { did: 'A' }, problems: [] });
    expect(checkCondition({ all: [{ did: 'A', within: 'journey' }] }).problems).toEqual([
      expect.objectContaining({ code: 'outOfScope', path: '/all/0/within' }),
    ]);
    expect(checkCondition({ any: [{ segment: 'x' }] }, { segments: {} }).problems).toEqual([
      expect.objectContaining({ code: 'unknownSegment', path: '/any/0/segment' }),
    ]);
    expect(checkCondition({ frobnicate: 1 }).condition).toBeUndefined();
  });
});
