import { describe, expect, it } from 'vitest';
import { checkContext, checkJourney, type CheckContext } from '../check.js';
import type { Problem } from '../problem.js';

const email = (id: string): object => ({ id, type: 'email', config: { subject: 'Hello' } });
const wait = (id: string, duration: string): object => ({ id, type: 'wait', config: { for: duration } });
const leaving = { did: 'Unsubscribed', within: 'journey' };

function check(
  nodes: object[],
  edges: [string, string, string][],
  settings: object = {},
  on: object = { event: 'A' },
  context?: CheckContext,
): Problem[] {
  return checkJourney(
    {
      format: 'waypost/journey',
      version: 1,
      id: 'j',
      name: 'J',
      settings,
      nodes: [{ id: 't', type: 'trigger', config: { kind: 'intent', on } }, ...nodes],
      edges: edges.map(([source, sourceHandle, target], index) => ({ id: `e${index}`, source, sourceHandle, target })),
    },
    context,
  ).problems;
}

const codesOf = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);

/** What is doubted about a condition. */
function doubts(condition: unknown): Problem[] {
  return check([{ id: 'b', type: 'branch', config: { if: condition } }], [['t', 'out', 'b']]);
}

it('every doubt names a node, says why and what to do, and refuses nothing', () => {
  const problems = [
    ...check(
      [email('m'), wait('w', '2d'), email('n')],
      [
        ['t', 'out', 'w'],
        ['w', 'out', 'n'],
      ],
      { goal: { event: 'B', within: '1d' }, consent: 'none' },
    ),
  ];
  expect(codesOf(problems).sort()).toEqual(['noConsentGate', 'noExitOnUnsubscribe', 'outlivesGoal', 'unreachable']);
  for (const problem of problems) {
    expect(problem.severity).toBe('warning');
    expect(problem.node).toBeTruthy();
    expect(problem.suggestion).toMatch(/\.$/);
    expect(problem.message).toMatch(/\.$/);
  }
});

describe('flow', () => {
  it('finds nodes that no trigger leads to, and triggers that lead nowhere', () => {
    expect(check([email('m'), email('n')], [['n', 'out', 'm']]).map(({ code, node }) => [code, node])).toEqual([
      ['unreachable', 'm'],
      ['unreachable', 'n'],
      ['leadsNowhere', 't'],
    ]);
  });

  it('finds a loop with no way out', () => {
    const nodes = [wait('w', '1d'), { id: 'b', type: 'branch', config: { if: { did: 'B' } } }];
    const loop: [string, string, string][] = [
      ['t', 'out', 'w'],
      ['w', 'out', 'b'],
      ['b', 'yes', 'w'],
    ];
    expect(codesOf(check(nodes, loop))).toEqual([]);
    expect(check(nodes, [...loop, ['b', 'no', 'w']])).toEqual([
      expect.objectContaining({ code: 'endlessLoop', nodes: ['w', 'b'] }),
    ]);
    expect(codesOf(check(nodes, [...loop, ['b', 'no', 'w']], { exitWhen: leaving }))).toEqual([]);
    expect(codesOf(check(nodes, [...loop, ['b', 'no', 'w']], { goal: { event: 'B', within: '30d' } }))).toEqual([]);
    expect(codesOf(check(nodes, [...loop, ['b', 'no', 'w']], { goal: { event: 'B', within: '30d', exits: false } }))).toEqual([
      'endlessLoop',
    ]);
    expect(codesOf(check([...nodes, email('m')], [...loop, ['b', 'no', 'm']], { exitWhen: leaving }))).toEqual([]);
  });

  it('finds the wait in which the goal closes, counting the waits before it', () => {
    const goal = { goal: { event: 'B', within: '3d' } };
    const chain: [string, string, string][] = [
      ['t', 'out', 'v'],
      ['v', 'out', 'w'],
      ['w', 'out', 'x'],
    ];
    const exit = { id: 'x', type: 'exit', config: {} };
    expect(codesOf(check([wait('v', '1d'), wait('w', '2d'), exit], chain, goal))).toEqual([]);
    expect(check([wait('v', '1d'), wait('w', '3d'), exit], chain, goal)).toEqual([
      expect.objectContaining({ code: 'outlivesGoal', node: 'w' }),
    ]);
    expect(check([wait('v', '4d'), wait('w', '4d'), exit], chain, goal)).toEqual([
      expect.objectContaining({ code: 'outlivesGoal', node: 'v' }),
    ]);
    const waitFor = { id: 'v', type: 'waitFor', config: { event: 'C', timeout: '4d' } };
    expect(
      codesOf(
        check(
          [waitFor, exit],
          [
            ['t', 'out', 'v'],
            ['v', 'happened', 'x'],
          ],
          goal,
        ),
      ),
    ).toEqual([]);
    expect(
      codesOf(
        check(
          [waitFor, exit],
          [
            ['t', 'out', 'v'],
            ['v', 'timeout', 'x'],
          ],
          goal,
        ),
      ),
    ).toEqual(['outlivesGoal']);
  });
});

describe('consent', () => {
  it('wants a way out for those who unsubscribe before a message', () => {
    const flow: [string, string, string][] = [
      ['t', 'out', 'm'],
      ['m', 'out', 'w'],
      ['w', 'out', 'n'],
    ];
    const nodes = [email('m'), wait('w', '1d'), email('n')];
    expect(check(nodes, flow)).toEqual([expect.objectContaining({ code: 'noExitOnUnsubscribe', nodes: ['n'] })]);
    expect(codesOf(check(nodes, flow, { exitWhen: { any: [{ did: 'B' }, leaving] } }))).toEqual([]);
    expect(
      codesOf(
        check(nodes, flow, { exitWhen: { segment: 'left' } }, undefined, {
          segments: { left: { last: 'Unsubscribed', ago: { gte: '0s' } } },
        }),
      ),
    ).toEqual([]);
    expect(codesOf(check([email('m')], [['t', 'out', 'm']]))).toEqual([]);
  });

  it('doubts messages that go to everybody', () => {
    expect(check([email('m')], [['t', 'out', 'm']], { consent: 'none' })).toEqual([
      expect.objectContaining({ code: 'noConsentGate', nodes: ['m'] }),
    ]);
  });
});

describe('conditions that can never hold', () => {
  it.each([
    [{ did: 'A', times: { gt: 5, lt: 3 } }],
    [{ did: 'A', times: { lt: 0 } }],
    [{ did: 'A', times: { eq: 1.5 } }],
    [{ did: 'A', times: { gt: 2, lt: 3 } }],
    [{ did: 'A', times: { eq: 'three' } }],
    [{ did: 'A', by: 'p', times: { eq: 0 } }],
    [{ did: 'A', distinct: 'p', is: { lt: 0 } }],
    [{ trait: 'age', is: { gt: 5, lt: 3 } }],
    [{ trait: 'plan', is: { eq: 'pro', ne: 'pro' } }],
    [{ trait: 'plan', is: { exists: false, contains: 'x' } }],
    [{ trait: 'plan', is: { in: [] } }],
    [{ trait: 'since', is: { gte: '2024-05-01', lt: '2024-04-01' } }],
    [{ last: 'A', ago: { lt: '1h', gt: '2h' } }],
    [{ last: 'A', ago: { exists: false } }],
    [{ session: 'duration', is: { lt: '0s' } }],
    [{ clock: 'hour', is: { gt: 23 } }],
    [{ clock: 'weekday', is: { eq: 0 } }],
    [{ lastMessages: 3, engaged: 'opened', times: { gt: 3 } }],
    [{ any: [] }],
    [
      {
        did: 'A',
        where: [
          { property: 'p', is: { gt: 5 } },
          { property: 'p', is: { lt: 3 } },
        ],
      },
    ],
    [
      {
        all: [
          { did: 'A', times: { gt: 5 } },
          { did: 'A', times: { lt: 3 } },
        ],
      },
    ],
    [{ all: [{ trait: 'x', is: { eq: 1 } }, { all: [{ did: 'A' }, { trait: 'x', is: { eq: 2 } }] }] }],
    [{ all: [{ segment: 'a' }, { none: [{ segment: 'a' }] }] }],
    [{ all: [{ did: 'A' }, { did: 'A', times: { eq: 0 } }] }],
    [
      {
        none: [
          { did: 'A', times: { gte: 3 } },
          { did: 'A', times: { lt: 3 } },
        ],
      },
    ],
    [
      {
        all: [
          { last: 'A', ago: { lt: '1h' } },
          { last: 'A', ago: { gt: '2h' } },
        ],
      },
    ],
  ])('%j', (condition) => {
    expect(codesOf(doubts(condition))).toEqual(['neverHolds']);
  });
});

describe('conditions that always hold', () => {
  it.each([
    [{ did: 'A', times: { gte: 0 } }],
    [{ did: 'A', times: { ne: 1.5 } }],
    [{ did: 'A', distinct: 'p', is: { gte: 0 } }],
    [{ last: 'A', ago: { gte: '0s' } }],
    [{ last: 'A', ago: { exists: true } }],
    [{ session: 'events', is: { gte: 0 } }],
    [{ clock: 'hour', is: { between: [0, 23] } }],
    [{ trait: 'x', is: { notIn: [] } }],
    [{ all: [] }],
    [{ none: [] }],
    [
      {
        any: [
          { did: 'A', times: { gte: 3 } },
          { did: 'A', times: { lt: 3 } },
        ],
      },
    ],
  ])('%j', (condition) => {
    expect(codesOf(doubts(condition))).toEqual(['alwaysHolds']);
  });
});

describe('conditions that may hold or not', () => {
  it.each([
    [{ did: 'A' }],
    [{ did: 'A', times: { gt: 2, lt: 4 } }],
    [{ did: 'A', times: { eq: 0 } }],
    [{ did: 'A', by: 'p', times: { gte: 1 } }],
    [
      {
        all: [
          { did: 'A', by: 'p', times: { eq: 1 } },
          { did: 'A', by: 'p', times: { eq: 2 } },
        ],
      },
    ],
    [
      {
        all: [
          { did: 'A', within: '7d', times: { eq: 0 } },
          { did: 'A', times: { gt: 3 } },
        ],
      },
    ],
    [{ did: 'A', avg: 'p', is: { exists: true } }],
    [{ did: 'A', sum: 'p', is: { lt: 0 } }],
    [{ did: 'A', min: 'p', is: { ne: 5 } }],
    [{ trait: 'x', is: { ne: 5 } }],
    [{ trait: 'x', is: { gte: 'a', lt: 'b' } }],
    [{ trait: 'x', is: { contains: 'a', startsWith: 'b' } }],
    [{ trait: 'since', is: { gte: '2024-05-01', lt: '2024-05-02' } }],
    [{ trait: 'n', is: { gt: 1, lt: 1.0001 } }],
    [{ trait: 'b', is: { eq: true } }],
    [
      {
        any: [
          { trait: 'x', is: { gt: 3 } },
          { trait: 'x', is: { lte: 3 } },
        ],
      },
    ],
    [{ last: 'A', ago: { gt: '1h', lt: '2h' } }],
    [{ lastMessages: 3, engaged: 'opened', times: { gte: 0 } }],
    [{ clock: 'hour', is: { gte: 9, lt: 17 } }],
    [{ all: [{ segment: 'a' }, { segment: 'b' }] }],
  ])('%j', (condition) => {
    expect(codesOf(doubts(condition))).toEqual([]);
  });
});

it('names both halves of a contradiction', () => {
  const [problem] = doubts({
    all: [
      { did: 'Product Viewed', times: { gt: 5 } },
      { did: 'Product Viewed', times: { lt: 3 } },
    ],
  });
  expect(problem?.message).toBe(
    '“viewed a product more than 5 times” and “viewed a product fewer than 3 times” can never be true together.',
  );
  expect(problem).toMatchObject({ node: 'b', path: '/nodes/1/config/if/all/1' });
});

describe('settings', () => {
  it('finds bounds in the wrong order, once', () => {
    expect(doubts({ did: 'A', times: { between: [5, 2] } })).toEqual([
      expect.objectContaining({ code: 'betweenReversed', path: '/nodes/1/config/if/times/between' }),
    ]);
    expect(codesOf(doubts({ last: 'A', ago: { between: ['1d', '2h'] } }))).toEqual(['betweenReversed']);
    expect(codesOf(doubts({ last: 'A', ago: { between: ['2h', '1d'] } }))).toEqual([]);
    expect(codesOf(doubts({ trait: 'since', is: { between: ['2024-05-01', '2024-04-01T10:00+02:00'] } }))).toEqual([
      'betweenReversed',
    ]);
  });

  it('finds weights that do not add up to 100', () => {
    const split = (a: number, b: number): string[] =>
      codesOf(
        check(
          [
            {
              id: 's',
              type: 'split',
              config: {
                arms: [
                  { id: 'A', weight: a },
                  { id: 'B', weight: b },
                ],
              },
            },
          ],
          [['t', 'out', 's']],
        ),
      );
    expect(split(50, 50)).toEqual([]);
    expect(split(33.3, 66.7)).toEqual([]);
    expect(split(50, 40)).toEqual(['weightsNot100']);
  });

  it('finds empty e-mails, windows and caps', () => {
    const settings = {
      goal: { event: 'B', within: '0d' },
      frequencyCap: [{ messages: 0, per: '1d' }],
      holdout: { percent: 100 },
      quietHours: { from: '09:00', to: '09:00' },
    };
    expect(codesOf(check([{ id: 'm', type: 'email', config: {} }], [['t', 'out', 'm']], settings)).sort()).toEqual([
      'capOfZero',
      'emptyEmail',
      'emptyWindow',
      'everybodyHeldOut',
      'noQuietHours',
    ]);
    expect(codesOf(doubts({ did: 'A', within: '0ms' }))).toEqual(['emptyWindow']);
  });

  it('finds more than ten segments', () => {
    const segments = (count: number): object => ({
      any: Array.from({ length: count }, (_, index) => ({ segment: `s${index}` })),
    });
    expect(codesOf(doubts(segments(10)))).toEqual([]);
    expect(doubts({ all: [segments(11), { segment: 's0' }] })).toMatchObject([{ code: 'overSegmented', nodes: ['b'] }]);
  });
});

describe('templates', () => {
  const sends = (config: object, context?: CheckContext): Problem[] =>
    check([{ id: 'm', type: 'email', config }], [['t', 'out', 'm']], {}, { event: 'A' }, context);
  const context = checkContext(undefined, undefined, [{ id: 'welcome' }]);

  it('are doubted where the project does not have them', () => {
    expect(sends({ template: 'welcome' }, context)).toEqual([]);
    expect(sends({ subject: 'Hello', template: '' }, context)).toEqual([]);
    expect(sends({ template: 'gone' })).toEqual([]);
    expect(sends({ template: 'gone' }, context)).toMatchObject([
      { code: 'unknownTemplate', severity: 'warning', node: 'm', path: '/nodes/1/config/template' },
    ]);
    const variants = [
      { id: 'a', weight: 50, template: 'welcome' },
      { id: 'b', weight: 50, template: 'constructor' },
    ];
    expect(sends({ variants }, context)).toMatchObject([{ path: '/nodes/1/config/variants/1/template' }]);
  });
});

describe('addresses of webhooks', () => {
  const calls = (url: string): Problem[] => check([{ id: 'h', type: 'webhook', config: { url } }], [['t', 'out', 'h']]);

  it('are doubted where they cannot be called', () => {
    for (const url of [
      'https://hooks.example.com/in?a=1',
      ' https://hooks.example.com ',
      'http://localhost:5678/',
      'http://127.0.0.1/',
    ])
      expect(calls(url)).toEqual([]);
    for (const url of [
      '',
      'hooks.example.com',
      'http://hooks.example.com',
      'ftp://hooks.example.com',
      'http://localhost.example.com',
    ])
      expect(calls(url)).toMatchObject([{ code: 'webhookAddress', severity: 'warning', node: 'h', path: '/nodes/1/config/url' }]);
  });
});

describe('names that the log has never seen', () => {
  const context = checkContext({ eventNames: [{ name: 'A' }], properties: [{ name: 'price' }], traits: [{ name: 'plan' }] });
  const unseen = (condition: object, on: object = { event: 'A' }, nodes: object[] = []): string[] =>
    check(
      [{ id: 'b', type: 'branch', config: { if: condition } }, ...nodes],
      [['t', 'out', 'b'], ...nodes.map((_, index): [string, string, string] => ['b', index ? 'no' : 'yes', 'u'])],
      {},
      on,
      context,
    ).map(({ code, path }) => `${code} ${path}`);

  it('are found in triggers, conditions, filters and aggregates', () => {
    expect(unseen({ did: 'A', where: [{ property: 'price', is: { gt: 1 } }] })).toEqual([]);
    expect(unseen({ did: 'B', where: [{ property: 'colour', is: { eq: 1 } }], by: 'size' })).toEqual([
      'unknownEvent /nodes/1/config/if/did',
      'unknownProperty /nodes/1/config/if/where/0/property',
      'unknownProperty /nodes/1/config/if/by',
    ]);
    expect(unseen({ did: 'A', sum: 'total', is: { gt: 1 } })).toEqual(['unknownProperty /nodes/1/config/if/sum']);
    expect(unseen({ did: 'A' }, { abandoned: 'A', without: { event: 'C' }, for: '1h' })).toEqual([
      'unknownEvent /nodes/0/config/on/without/event',
    ]);
    expect(unseen({ trait: 'tier', is: { eq: 1 } })).toEqual(['unknownTrait /nodes/1/config/if/trait']);
  });

  it('but not what Waypost itself knows, nor traits that the journey sets', () => {
    expect(
      unseen({
        all: [
          { did: '*' },
          { did: 'Email Opened', where: [{ property: 'topic', is: { eq: 'x' } }] },
          { trait: 'consent', is: { eq: 'subscribed' } },
        ],
      }),
    ).toEqual([]);
    expect(
      unseen({ trait: 'tier', is: { eq: 1 } }, undefined, [{ id: 'u', type: 'update', config: { set: { tier: 1 } } }]),
    ).toEqual([]);
  });
});
