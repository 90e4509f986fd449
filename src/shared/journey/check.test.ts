import { describe, expect, it } from 'vitest';
import { checkCondition, checkJourney, checkJourneySet, checkSegments, hasErrors } from './check.js';
import type { Problem } from './problem.js';

/** A journey of one trigger and whatever is given. */
function journey({
  nodes = [],
  edges = [],
  settings,
  on = { event: 'A' },
  ...rest
}: {
  nodes?: unknown[];
  edges?: [string, string, string][];
  settings?: object;
  on?: unknown;
  [key: string]: unknown;
} = {}): Record<string, unknown> {
  return {
    format: 'waypost/journey',
    version: 1,
    id: 'j',
    name: 'J',
    ...(settings && { settings }),
    nodes: [{ id: 't1', type: 'trigger', config: { kind: 'intent', on } }, ...nodes],
    edges: edges.map(([source, sourceHandle, target], index) => ({ id: `e${index}`, source, sourceHandle, target })),
    ...rest,
  };
}

const email = { id: 'e1', type: 'email', config: { template: 'm' } };
const wait = (id: string, duration: string): object => ({ id, type: 'wait', config: { for: duration } });

function errors(value: unknown, ...context: [Parameters<typeof checkJourney>[1]?]): Problem[] {
  return checkJourney(value, ...context).problems.filter(({ severity }) => severity === 'error');
}

function codes(value: unknown): string[] {
  return errors(value).map(({ code }) => code);
}

describe('documents that are no journey', () => {
  it.each([[null], [[]], ['text'], [3], [true]])('refuses %j', (value) => {
    expect(checkJourney(value)).toEqual({ problems: [expect.objectContaining({ code: 'notAJourney', path: '' })] });
  });

  it('refuses another format and names it', () => {
    const [problem] = checkJourney({ format: 'waypost/simulation', version: 1 }).problems;
    expect(problem).toMatchObject({ code: 'otherFormat', path: '/format' });
    expect(problem?.message).toContain('waypost/simulation');
  });

  it('refuses a newer version and says what to do, and nothing else', () => {
    const { problems } = checkJourney({ ...journey(), version: 2, somethingNew: 1 });
    expect(problems).toEqual([expect.objectContaining({ code: 'newerVersion', severity: 'error', path: '/version' })]);
    expect(problems[0]?.suggestion).toContain('Update Waypost');
  });

  it.each([[0], ['1'], [undefined]])('refuses version %j', (version) => {
    expect(codes({ ...journey(), version })).toHaveLength(1);
  });
});

describe('shape', () => {
  it('takes a whole journey and leaves the value alone', () => {
    const value = journey({ nodes: [email], edges: [['t1', 'out', 'e1']] });
    const before = structuredClone(value);
    const { journey: taken, problems } = checkJourney(value);
    expect(problems).toEqual([]);
    expect(taken).toEqual(before);
    expect(value).toEqual(before);
  });

  it('names an unknown key, wherever it is (semantics §4)', () => {
    expect(errors(journey({ settings: { colour: 'red' } }))).toEqual([
      expect.objectContaining({ code: 'unknownKey', path: '/settings/colour' }),
    ]);
    expect(errors(journey({ nodes: [{ ...email, config: { template: 'm', a: 1, b: 2 } }] }))).toEqual([
      expect.objectContaining({ code: 'unknownKey', node: 'e1', path: '/nodes/1/config/a' }),
      expect.objectContaining({ code: 'unknownKey', node: 'e1', path: '/nodes/1/config/b' }),
    ]);
    const inCondition = journey({ on: { event: 'A', if: { all: [{ did: 'A', time: { gte: 1 } }] } } });
    expect(errors(inCondition)).toEqual([
      expect.objectContaining({ code: 'unknownKey', node: 't1', path: '/nodes/0/config/on/if/all/0/time' }),
    ]);
  });

  it('escapes keys in paths (RFC 6901)', () => {
    expect(errors(journey({ settings: { 'a/b~c': 1 } }))).toEqual([expect.objectContaining({ path: '/settings/a~1b~0c' })]);
  });

  it('says in words what is wrong, and where', () => {
    const found = errors(
      journey({
        nodes: [wait('w1', 'soon'), { id: 'b1', type: 'branch', config: {} }, { id: 'x', type: 'pause', config: {} }],
        name: 3,
      }),
    );
    const messages = Object.fromEntries(found.map(({ path, message }) => [path, message]));
    expect(messages).toEqual({
      '/name': '“name” must be a text, not a number.',
      '/nodes/1/config/for': '“for” must be a duration such as "30m", "24h" or "7d".',
      '/nodes/2/config/if':
        '“if” must have exactly one of the keys all, any, none, did, last, first, abandoned, lastMessages, trait, property, session, segment, clock, message.',
      '/nodes/3/type':
        '“type” must be one of “trigger”, “email”, “wait”, “waitFor”, “branch”, “switch”, “split”, “update”, “webhook” or “exit”.',
    });
  });

  it('says that something is missing', () => {
    expect(errors({ format: 'waypost/journey', version: 1, id: 'j', nodes: [], edges: [] })).toContainEqual(
      expect.objectContaining({ code: 'missing', path: '/name', message: '“name” is missing.' }),
    );
  });

  it('still finds the faults of other parts when one is unfinished', () => {
    const value = journey({
      settings: { consent: 'maybe', exitWhen: { did: 'A' } },
      nodes: [{ id: 'b1', type: 'branch', config: {} }, { ...email, config: {} }, wait('w1', '1h')],
      edges: [
        ['t1', 'out', 'gone'],
        ['b1', 'maybe', 'w1'],
      ],
    });
    expect(codes(value).sort()).toEqual(['edgeToNowhere', 'invalid', 'invalid', 'unknownHandle']);
  });
});

describe('keys that begin with x- (semantics §4)', () => {
  const value = journey({
    'x-owner': 'shop',
    settings: { 'x-note': { deep: [1] } },
    nodes: [
      { ...email, 'x-colour': 'red', ui: { 'x-inner': 1, open: true }, config: { template: 'm', 'x-a': null } },
      { id: 'u1', type: 'update', config: { set: { 'x-trait': 'kept', plan: 'pro' } } },
      { id: 'h1', type: 'webhook', config: { url: 'https://shop.example', body: { 'x-id': 7 } } },
      {
        id: 'b1',
        type: 'branch',
        config: { if: { did: 'A', 'x-why': 'because', where: [{ property: 'p', is: { eq: 1, 'x-y': 2 } }] } },
      },
    ],
    edges: [
      ['t1', 'out', 'e1'],
      ['e1', 'out', 'u1'],
      ['u1', 'out', 'h1'],
      ['h1', 'out', 'b1'],
    ],
    ui: { 'x-zoom': 2 },
  });

  it('are cut from the copy that runs, except where they are data', () => {
    const before = structuredClone(value);
    const { journey: taken } = checkJourney(value);
    expect(JSON.stringify(taken)).not.toMatch(/x-(owner|note|colour|a|why|y)\b/);
    expect(taken?.nodes[1]?.ui).toEqual({ 'x-inner': 1, open: true });
    expect(taken?.nodes[2]?.config).toEqual({ set: { 'x-trait': 'kept', plan: 'pro' } });
    expect(taken?.nodes[3]?.config).toMatchObject({ body: { 'x-id': 7 } });
    expect(taken?.ui).toEqual({ 'x-zoom': 2 });
    expect(value).toEqual(before);
  });
});

describe('graph (semantics §4)', () => {
  it('refuses an edge into a trigger with both ends', () => {
    const value = journey({
      nodes: [wait('w1', '1h')],
      edges: [
        ['t1', 'out', 'w1'],
        ['w1', 'out', 't1'],
      ],
    });
    expect(errors(value)).toEqual([
      expect.objectContaining({ code: 'edgeIntoTrigger', nodes: ['t1', 'w1'], edge: 'e1', path: '/edges/1/target' }),
    ]);
  });

  it('refuses a loop that passes only a waitFor, with its nodes', () => {
    const waitFor = { id: 'f1', type: 'waitFor', config: { event: 'B', timeout: '1d' } };
    const value = journey({
      nodes: [waitFor, email],
      edges: [
        ['t1', 'out', 'f1'],
        ['f1', 'timeout', 'e1'],
        ['e1', 'out', 'f1'],
      ],
    });
    expect(errors(value)).toEqual([expect.objectContaining({ code: 'loopWithoutWait', nodes: ['f1', 'e1'] })]);
  });

  it.each([
    ['59999ms', true],
    ['60000ms', false],
    ['1m', false],
    ['0d', true],
  ])('a loop through a wait of %s is refused: %s', (duration, refused) => {
    const value = journey({
      nodes: [wait('w1', duration), email],
      edges: [
        ['t1', 'out', 'w1'],
        ['w1', 'out', 'e1'],
        ['e1', 'out', 'w1'],
      ],
    });
    expect(codes(value)).toEqual(refused ? ['loopWithoutWait'] : []);
  });

  it.each([[{ until: { time: '09:00' } }], [{ bestTime: { within: '24h' } }]])('a loop through %j is allowed', (config) => {
    const value = journey({
      nodes: [{ id: 'w1', type: 'wait', config }, email],
      edges: [
        ['t1', 'out', 'w1'],
        ['w1', 'out', 'e1'],
        ['e1', 'out', 'w1'],
      ],
    });
    expect(codes(value)).toEqual([]);
  });

  it('refuses each of two separate loops, and a node that leads to itself', () => {
    const nodes = ['a', 'b', 'c'].map((id) => ({ ...email, id }));
    const value = journey({
      nodes,
      edges: [
        ['t1', 'out', 'a'],
        ['a', 'out', 'b'],
        ['b', 'out', 'a'],
        ['c', 'out', 'c'],
      ],
    });
    expect(errors(value).map((problem) => problem.nodes)).toEqual(expect.arrayContaining([['a', 'b'], ['c']]));
    expect(errors(value)).toHaveLength(2);
  });

  it('refuses ids used twice', () => {
    const value = journey({ nodes: [email, { ...email }] });
    value['edges'] = [
      { id: 'e', source: 't1', sourceHandle: 'out', target: 'e1' },
      { id: 'e', source: 'e1', sourceHandle: 'out', target: 'e1' },
    ];
    expect(codes(value)).toEqual(expect.arrayContaining(['duplicateNode', 'duplicateEdge']));
  });

  it('refuses edges to and from nowhere, from unknown handles and two from one handle', () => {
    const value = journey({
      nodes: [email, { ...email, id: 'e2' }, { id: 'x1', type: 'exit', config: {} }],
      edges: [
        ['t1', 'out', 'gone'],
        ['gone', 'out', 'e1'],
        ['e1', 'yes', 'x1'],
        ['x1', 'out', 'e2'],
        ['e1', 'out', 'x1'],
        ['e1', 'out', 'x1'],
      ],
    });
    expect(errors(value).map(({ code, edge }) => [code, edge])).toEqual([
      ['edgeToNowhere', 'e0'],
      ['edgeFromNowhere', 'e1'],
      ['unknownHandle', 'e2'],
      ['unknownHandle', 'e3'],
      ['handleTaken', 'e5'],
    ]);
  });

  it('refuses a journey without a trigger', () => {
    expect(codes({ ...journey(), nodes: [email] })).toEqual(['noTrigger']);
  });
});

describe('choices (semantics §4, §5)', () => {
  const split = (...arms: object[]): unknown => journey({ nodes: [{ id: 's1', type: 'split', config: { arms } }] });

  it('refuses arms, cases and variants with one id', () => {
    expect(errors(split({ id: 'A', weight: 1 }, { id: 'A', weight: 1 }))).toEqual([
      expect.objectContaining({ code: 'duplicateChoice', node: 's1', path: '/nodes/1/config/arms/1/id' }),
    ]);
    const cases = [
      { id: 'a', if: { did: 'A' } },
      { id: 'else', if: { did: 'B' } },
    ];
    expect(errors(journey({ nodes: [{ id: 's1', type: 'switch', config: { cases } }] }))).toEqual([
      expect.objectContaining({ code: 'duplicateChoice', path: '/nodes/1/config/cases/1/id' }),
    ]);
    const variants = [
      { id: 'a', weight: 1, subject: 'x' },
      { id: 'a', weight: 1, subject: 'y' },
    ];
    expect(codes(journey({ nodes: [{ id: 'm1', type: 'email', config: { variants } }] }))).toEqual(['duplicateChoice']);
  });

  it('refuses weights that sum to 0, are negative or too large', () => {
    expect(codes(split({ id: 'A', weight: 0 }, { id: 'B', weight: 0 }))).toEqual(['noWeight']);
    expect(errors(split({ id: 'A', weight: -1 }, { id: 'B', weight: 2 }))).toEqual([
      expect.objectContaining({ code: 'invalid', path: '/nodes/1/config/arms/0/weight' }),
    ]);
    expect(codes(split({ id: 'A', weight: 1e308 }, { id: 'B', weight: 1e308 }))).toEqual(['noWeight']);
  });
});

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

describe('schedules', () => {
  const schedule = (at: string, every?: string): Problem[] =>
    checkJourney(journey({ on: { schedule: { at, ...(every && { every }) } } })).problems.filter(
      ({ code }) => code !== 'leadsNowhere',
    );

  it('refuses dates that are none', () => {
    expect(schedule('2024-02-29')).toEqual([]);
    expect(schedule('2024-03-30T09:00:59.5')).toEqual([]);
    for (const at of [
      '2024-02-30',
      '2023-02-29T09:00',
      '2024-13-01',
      '2024-03-30T24:00',
      '2024-03-30T09:60',
      '2024-03-30T09:00:60',
    ])
      expect(schedule(at), at).toEqual([
        expect.objectContaining({ code: 'noSuchDate', severity: 'error', node: 't1', path: '/nodes/0/config/on/schedule/at' }),
      ]);
  });

  it('refuses rules that cannot be read and doubts those that end before they start', () => {
    expect(schedule('2024-03-30T09:00', 'FREQ=DAILY')).toEqual([]);
    expect(schedule('2024-03-30T09:00', 'FREQ=HOURLY')).toEqual([
      expect.objectContaining({ code: 'badRule', path: '/nodes/0/config/on/schedule/every' }),
    ]);
    expect(schedule('2024-03-30T09:00', 'FREQ=DAILY;UNTIL=20240101')).toEqual([
      expect.objectContaining({ code: 'endsBeforeStart', severity: 'warning' }),
    ]);
  });
});

describe('hostile documents', () => {
  function nested(levels: number, key: 'all' | 'any' | 'none' = 'all'): unknown {
    let text = '{"did":"A"}';
    text = `${`{"${key}":[`.repeat(levels)}${text}${']}'.repeat(levels)}`;
    return JSON.parse(text);
  }

  it('takes 100 nested groups', () => {
    expect(codes(journey({ on: { event: 'A', if: nested(100) } }))).toEqual([]);
  });

  it('refuses 100 000 nested groups with a clear problem', () => {
    const { problems } = checkJourney(journey({ on: { event: 'A', if: nested(100_000) } }));
    expect(problems).toEqual([expect.objectContaining({ code: 'tooDeep', node: 't1', path: '/nodes/0/config/on/if/all' })]);
    expect(checkSegments({ a: nested(100_000) }).problems).toEqual([expect.objectContaining({ code: 'tooDeep' })]);
    expect(checkCondition(nested(100_000)).problems).toEqual([expect.objectContaining({ code: 'tooDeep' })]);
  });

  it('survives keys and ids of JavaScript itself', () => {
    const value: unknown = JSON.parse(
      '{"format":"waypost/journey","version":1,"id":"__proto__","name":"<b>","__proto__":{"a":1},"nodes":[{"id":"constructor","type":"trigger","config":{"kind":"intent","on":{"event":"toString"}}}],"edges":[{"id":"e","source":"constructor","sourceHandle":"out","target":"hasOwnProperty"}]}',
    );
    expect(codes(value)).toEqual(['unknownKey', 'edgeToNowhere']);
  });

  it('shortens what it quotes', () => {
    const long = 'x'.repeat(1_000_000);
    for (const problem of errors(journey({ edges: [['t1', 'out', long]] }))) expect(problem.message.length).toBeLessThan(300);
  });

  it('follows a chain of 50 000 nodes, and finds a loop as long', () => {
    const nodes = Array.from({ length: 50_000 }, (_, index) => ({ ...email, id: `n${index}` }));
    const edges = nodes.map((_, index): [string, string, string] => [index === 0 ? 't1' : `n${index - 1}`, 'out', `n${index}`]);
    expect(hasErrors(checkJourney(journey({ nodes, edges })).problems)).toBe(false);
    const looped = errors(journey({ nodes, edges: [...edges, ['n49999', 'out', 'n0']] }));
    expect(looped.map(({ code, nodes: members }) => [code, members?.length])).toEqual([['loopWithoutWait', 50_000]]);
  });
});
