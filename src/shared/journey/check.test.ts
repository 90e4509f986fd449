import { describe, expect, it } from 'vitest';
import { codes, email, errors, journey, wait } from '../../../test/support/journeys.js';
import { checkCondition, checkJourney, checkSegments, hasErrors } from './check.js';

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
