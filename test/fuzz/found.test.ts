import { describe, expect, it } from 'vitest';
import type { Journey } from '../../src/shared/journey/schema.js';
import { occurrences } from '../../src/shared/simulation/schedule.js';
import { zoneNamed } from '../../src/shared/simulation/zones.js';
import * as naive from '../reference/schedule.js';
import { expectAgreement } from './compare.js';
import { checked, type RandomRun } from './runs.js';

/** Runs on which the simulator and the naive interpreter once disagreed, each with who was right. */

const START = Date.parse('2024-10-05T13:30Z');
const MINUTE = 60_000;

/** A run of events written as `name@minutes` after the start, by one customer unless the case says otherwise. */
function run(events: readonly string[], journeys: readonly object[], more: Partial<RandomRun> = {}): RandomRun {
  return {
    events: events.map((text) => {
      const [event = '', minutes = '0'] = text.split('@');
      return { userId: 'u1', event, time: START + Number(minutes) * MINUTE };
    }),
    customers: [],
    journeys: journeys.map((journey) => checked(journey, more.segments ?? {})),
    segments: {},
    period: { from: START, to: START + 2880 * MINUTE },
    seed: 1,
    requireAddress: false,
    responses: { mode: 'none' },
    ...more,
  };
}

/** A journey of triggers that leads nowhere: that it is entered is all there is to see. */
function journey(on: object, settings: object = { reentry: { mode: 'always' } }): Omit<Journey, 'nodes'> & { nodes: object[] } {
  const nodes = [{ id: 't0', type: 'trigger', config: { kind: 'intent', on } }];
  return { format: 'waypost/journey', version: 1, id: 'b', name: 'b', settings, nodes, edges: [] };
}

describe('disagreements that were found', () => {
  it('no number of events is below 0: the simulator asked the events of the customer before when that might change, for ever', () => {
    const never = run([], [journey({ becomes: { did: 'A', times: { lt: 0 }, within: '1h' } })]);
    const events = ['u1', 'u1', 'u2'].map((userId, place) => ({ userId, event: 'A', time: START + place * MINUTE }));
    expectAgreement({ ...never, events });
  });

  it('a blank may stand for the T of a date: the naive interpreter knew only the T', () => {
    const dated = run(['A@0'], [journey({ becomes: { trait: 'p', is: { eq: '2024-01-05 00:00' } } })]);
    expectAgreement({ ...dated, customers: [{ userId: 'u1', traits: { p: '2024-01-05' } }] });
  });

  it('a becomes is looked at in step (3) of every event, so one that time has just made false is seen false there, whatever event it is; the simulator passed over events of other names', () => {
    // A, B 20 minutes later: true until B is 10 minutes old. At that instant an event of another name comes before the next B.
    const pairs = { becomes: { did: 'A', followedBy: 'B', within: '20m', recent: '10m' } };
    expectAgreement(run(['A@0', 'B@20', 'A@29', 'C@30', 'B@30'], [journey(pairs)]));
  });

  it('a becomes that time alone makes true at the instant of an event of another name fires in step (3) of that event', () => {
    const wait = { id: 'f0', type: 'waitFor', config: { event: 'D', timeout: '1h' } };
    const aged = journey({ becomes: { last: 'A', ago: { gte: '10m' } } });
    const edges = [{ id: 't0:out', source: 't0', sourceHandle: 'out', target: 'f0' }];
    // At C it fires, so the wait has begun before D and is over by the end of the period.
    const period = { from: START, to: START + 30 * MINUTE };
    expectAgreement(run(['A@0', 'C@10', 'D@10'], [{ ...aged, nodes: [...aged.nodes, wait], edges }], { period }));
  });
});

describe('schedules on which they disagreed', () => {
  function instants(at: string, every: string, from: string, to: string): string[] {
    const zone = zoneNamed('UTC');
    if (!zone) throw new Error('There is no UTC');
    const period = { from: Date.parse(from), to: Date.parse(to) };
    const found = occurrences({ at, every }, zone, period);
    expect(found).toEqual(naive.occurrences({ at, every }, 'UTC', period.to).filter((t) => t >= period.from));
    return found.map((t) => new Date(t).toISOString().slice(0, 10));
  }

  it('days of the month limit numbered weekdays of a year, says RFC 5545; the library of the simulator took no notice of them', () => {
    // 23 December 2024 is the last Monday but one of its year, but not the last day but one of its month.
    expect(instants('2023-12-31T00:00', 'FREQ=YEARLY;BYDAY=-2MO;BYMONTHDAY=-2', '2024-01-01', '2024-12-31')).toEqual([]);
    expect(instants('2023-12-31T00:00', 'FREQ=YEARLY;BYDAY=-2MO;BYMONTHDAY=23,24', '2024-01-01', '2024-12-31')).toEqual([
      '2024-12-23',
    ]);
  });

  it('a plain weekday beside a numbered one of a year means every such day, says RFC 5545; the library forgot the plain ones', () => {
    const days = instants('2024-01-01T09:00', 'FREQ=YEARLY;BYDAY=TH,2WE;COUNT=3', '2024-01-01', '2024-12-31');
    expect(days).toEqual(['2024-01-04', '2024-01-10', '2024-01-11']);
  });

  it('a rule may count beyond 10 000 days, where the library gave up', () => {
    expect(instants('1990-01-01T09:00', 'FREQ=DAILY;COUNT=20000', '2024-01-01', '2024-01-03')).toEqual([
      '2024-01-01',
      '2024-01-02',
    ]);
    expect(instants('1990-01-01T09:00', 'FREQ=DAILY;COUNT=12419', '2023-12-30', '2024-01-03')).toEqual([
      '2023-12-30',
      '2023-12-31',
      '2024-01-01',
    ]);
  });
});
