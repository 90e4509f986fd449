import { describe, expect, it } from 'vitest';
import { codes, email, errors, journey, wait } from '../../../../test/support/journeys.js';
import { checkJourney } from '../check.js';
import type { Problem } from '../problem.js';

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
