import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryLog, type TestEvent } from '../../../../test/support/memory-log.js';
import { nodeSchema, type Journey, type JourneyNode, type JourneySettings } from '../../journey/schema.js';
import { logConstants, Simulation, simulationResult, type EventLog, type SimulationPart } from '../index.js';
import { figureDifferences, figuresOf } from './figures.js';
import { measureReach } from './reach.js';
import { matchSteps } from './steps.js';
import { TreatmentComparison, type TreatmentDifference } from './treatment.js';
import { changesWords } from './words.js';

const HOUR = 3_600_000;
const NODES: JourneyNode[] = [
  { id: 't', type: 'trigger', config: { kind: 'intent', on: { event: 'View' } } },
  { id: 'm1', type: 'email', name: 'Hello', config: { subject: 'Hello' } },
  { id: 'w', type: 'wait', config: { for: '2h' } },
  { id: 'm2', type: 'email', name: 'Again', config: { subject: 'Again' } },
];

function chain(nodes: readonly JourneyNode[], settings: JourneySettings = {}, id = 'j'): Journey {
  const edges = nodes.slice(1).map((node, place) => ({
    id: `e${String(place)}`,
    source: nodes[place]?.id ?? '',
    sourceHandle: 'out',
    target: node.id,
  }));
  return {
    format: 'waypost/journey',
    version: 1,
    id,
    name: id,
    settings: { consent: 'none', ...settings },
    nodes: [...nodes],
    edges,
  };
}

/** Events written as `user name@hours`. */
function logOf(...texts: string[]): EventLog {
  return memoryLog(
    texts.map((text): TestEvent => {
      const [, userId = '', event = '', hours = '0'] = /^(\w+) (\w+)@([\d.]+)$/.exec(text) ?? [];
      return { userId, event: event === 'Order' ? 'Order Completed' : event, time: Number(hours) * HOUR };
    }),
  );
}

function run(log: EventLog, journey: Journey): SimulationPart {
  const responses = { mode: 'none' } as const;
  const constants = logConstants(log, [journey], responses);
  const period = { from: 0, to: 1000 * HOUR };
  const simulation = new Simulation({
    log,
    journeys: [journey],
    segments: {},
    period,
    seed: 1,
    requireAddress: false,
    responses,
    constants,
  });
  simulation.runCustomers(0, log.customerCount);
  return simulation.part();
}

function compare(log: EventLog, before: Journey, after: Journey): TreatmentComparison {
  const side = (journey: Journey) => ({ journey, messages: run(log, journey).messages });
  return new TreatmentComparison(side(before), side(after), log.customerCount);
}

function told(difference: TreatmentDifference | undefined, journeys: { before: Journey; after: Journey }): string | undefined {
  const titleOf = (side: 'before' | 'after', id: string): string =>
    journeys[side].nodes.find((node) => node.id === id)?.name ?? id;
  return difference && `${difference.treatment}: ${changesWords(difference.changes, titleOf)}`;
}

describe('messages to people who had already bought', () => {
  const reach = (log: EventLog, journey: Journey, lookBack: string) =>
    measureReach(log, journey, run(log, journey).messages, lookBack);
  const one = chain(NODES.slice(0, 2));

  it('are those with an order in the time looked back over, the instant of sending included', () => {
    const log = logOf(
      'ana Order@1',
      'ana View@5',
      'ben Order@1',
      'ben View@4.9',
      'cem View@5',
      'cem Order@6',
      'dan Order@5',
      'dan View@5',
    );
    expect(reach(log, one, '4h')).toEqual({
      messaged: 4,
      bought: 2,
      steps: [
        { sent: 0, suppressed: 0 },
        { sent: 4, suppressed: 0 },
      ],
    });
    expect(reach(log, one, '5h').bought).toBe(3);
  });

  it('go by the journey’s goal where it has one', () => {
    const log = logOf('ana Order@1', 'ana View@5', 'ben Rent@1', 'ben View@5');
    const rents = chain(NODES.slice(0, 2), { goal: { event: 'Rent', within: '7d', exits: false } });
    expect(reach(log, rents, '1d').bought).toBe(1);
    expect(reach(log, one, '1d').bought).toBe(1);
  });

  it('count nothing that was held back', () => {
    const log = logOf('ana Order@1', 'ana View@5');
    const capped = chain(NODES.slice(0, 2), { frequencyCap: [{ messages: 0, per: '1d' }] });
    expect(reach(log, capped, '1d')).toMatchObject({ messaged: 0, bought: 0, steps: [{ sent: 0 }, { sent: 0, suppressed: 1 }] });
  });
});

describe('the same step', () => {
  it('goes by its id between versions and by its name between journeys', () => {
    const renamed = chain(
      [NODES[0], { ...NODES[1], name: 'Hi' }, { ...NODES[3], id: 'x' }].map((node) => nodeSchema.parse(node)),
    );
    expect([...matchSteps(chain(NODES), renamed)]).toEqual([
      ['t', 't'],
      ['m1', 'm1'],
    ]);
    expect([...matchSteps(chain(NODES), { ...renamed, id: 'other' })]).toEqual([
      ['t', 't'],
      ['x', 'm2'],
    ]);
  });
});

describe('a customer who is treated differently', () => {
  const before = chain(NODES);
  const log = logOf('ana View@1');
  const check = (after: Journey): string | undefined => told(compare(log, before, after).of(0), { before, after });
  const replaced = (place: number, node: { [Key in keyof JourneyNode]?: unknown }): JourneyNode[] =>
    NODES.map((other, index) => (index === place ? nodeSchema.parse({ ...other, ...node }) : other));

  it('is told by what they get, and when', () => {
    expect(check(before)).toBeUndefined();
    expect(check(chain(replaced(2, { config: { for: '5h' } })))).toBe('times: “Again” comes 3 hours later');
    expect(check(chain(replaced(2, { config: { for: '1h' } })))).toBe('times: “Again” comes 1 hour earlier');
    expect(check(chain(NODES.slice(0, 2)))).toBe('messages: No longer gets “Again”');
    expect(check(chain(replaced(0, { config: { kind: 'intent', on: { event: 'Else' } } })))).toBe(
      'lost: No longer gets “Hello”; no longer gets “Again”',
    );
    expect(check(chain(NODES, { frequencyCap: [{ messages: 1, per: '1d' }] }))).toBe(
      'messages: “Again” is held back (frequency cap), was sent',
    );
    expect(check(chain(replaced(3, { id: 'm3', name: 'Other' })))).toBe('messages: No longer gets “Again”; gets “Other”');
  });

  it('is told by the variant', () => {
    const withVariant = (id: string): Journey => chain(replaced(1, { config: { variants: [{ id, weight: 1, subject: id }] } }));
    const difference = compare(log, withVariant('A'), withVariant('B')).of(0);
    expect(told(difference, { before, after: before })).toBe('variants: “Hello” comes as “B” instead of “A”');
  });

  it('is told from the other side too', () => {
    const none = chain(replaced(0, { config: { kind: 'intent', on: { event: 'Else' } } }));
    expect(compare(log, none, before).of(0)?.treatment).toBe('gained');
    const [capped, consent] = [
      chain(NODES, { frequencyCap: [{ messages: 0, per: '1d' }] }),
      chain(NODES, { consent: 'explicit' }),
    ];
    expect(told(compare(log, capped, consent).of(0), { before, after: before })).toMatch(
      /^heldBack: “Hello” is held back \(no consent\) instead of \(frequency cap\)/,
    );
  });
});

describe('any two journeys on any log', () => {
  const events = fc
    .array(
      fc.record({
        userId: fc.constantFrom('a', 'b', 'c', 'd'),
        event: fc.constantFrom('View', 'Order Completed'),
        time: fc.nat(60).map((hour) => hour * HOUR),
      }),
      { minLength: 1, maxLength: 25 },
    )
    .map((list) => memoryLog(list));
  const journeys = fc
    .record({
      wait: fc.constantFrom('1h', '2h', '1d'),
      mails: fc.constantFrom(2, 4),
      cap: fc.constantFrom(0, 1, 9),
      mode: fc.constantFrom('once', 'always', 'afterExit'),
    })
    .map(({ wait, mails, cap, mode }) =>
      chain(
        NODES.slice(0, mails).map((node) => (node.type === 'wait' ? { ...node, config: { for: wait } } : node)),
        { frequencyCap: [{ messages: cap, per: '1d' }], reentry: { mode } },
      ),
    );

  it('add up: what differs in the list of customers is what differs in the counts', () => {
    fc.assert(
      fc.property(events, journeys, journeys, (log, before, after) => {
        const comparison = compare(log, before, after);
        const differences = Array.from({ length: log.customerCount }, (_, customer) => comparison.of(customer));
        const sides = [before, after].map((journey) => {
          const part = run(log, journey);
          const input = {
            log,
            journeys: [journey],
            segments: {},
            period: { from: 0, to: 1000 * HOUR },
            seed: 1,
            requireAddress: false,
            responses: { mode: 'none' } as const,
          };
          const [result] = simulationResult(input, part).journeys;
          if (!result) throw new Error('No result');
          return figuresOf(result, measureReach(log, journey, part.messages, '1d'));
        });
        const [one, other] = sides;
        if (!one || !other) throw new Error('No sides');
        const sentMore = differences
          .flatMap((difference) => difference?.changes ?? [])
          .reduce((sum, change) => sum + Number(change.after?.outcome === 'sent') - Number(change.before?.outcome === 'sent'), 0);
        expect(sentMore).toBe(other.sent - one.sent);
        const gained = differences.filter((difference) => difference?.treatment === 'gained').length;
        const lost = differences.filter((difference) => difference?.treatment === 'lost').length;
        expect(gained - lost).toBe(other.messaged - one.messaged);
        expect(one.bought).toBeLessThanOrEqual(one.sent);
        if (JSON.stringify(before) === JSON.stringify(after)) {
          expect(differences.every((difference) => difference === undefined)).toBe(true);
          expect(figureDifferences(one, other).every((figure) => figure.before === figure.after)).toBe(true);
        }
        // Seen from the other side the same customers differ, with the same messages.
        const back = compare(log, after, before);
        differences.forEach((difference, customer) => {
          expect(back.of(customer)?.changes.length).toBe(difference?.changes.length);
        });
      }),
      { seed: 5, numRuns: 150 },
    );
  });
});
