import { describe, expect, it } from 'vitest';
import { memoryLog } from '../../../test/support/memory-log.js';
import type { Condition } from '../condition/schema.js';
import type { Journey, TriggerOn } from '../journey/schema.js';
import { logConstants, tellStory, triggerValues, type SimulationInput } from './index.js';

const MINUTE = 60_000;

/** Events written as `name@minutes product`, all of one customer. */
function inputOf(on: TriggerOn, events: readonly string[], segments: Record<string, Condition> = {}): SimulationInput {
  const log = memoryLog(
    events.map((text) => {
      const [, event = '', minutes = '0', product = ''] = /^(\w+)@(\d+) ?(\w*)$/.exec(text) ?? [];
      const properties: Record<string, string> = product === '' ? {} : { product_id: product };
      return { userId: 'ana', event, time: Number(minutes) * MINUTE, properties };
    }),
    [],
  );
  const journey: Journey = {
    format: 'waypost/journey',
    version: 1,
    id: 'j',
    name: 'j',
    settings: { reentry: { mode: 'always' } },
    nodes: [{ id: 't', type: 'trigger', config: { kind: 'intent', on } }],
    edges: [],
  };
  return {
    log,
    journeys: [journey],
    segments,
    segmentNames: { fans: 'Fans of a product' },
    period: { from: 0, to: 1000 * MINUTE },
    seed: 1,
    requireAddress: false,
    responses: { mode: 'none' },
    constants: logConstants(log, [journey], { mode: 'none' }),
  };
}

const valuesOf = (on: TriggerOn, events: readonly string[], segments?: Record<string, Condition>): unknown[] =>
  triggerValues(inputOf(on, events, segments), [0]).map(({ value }) => value);

const VIEWED: Condition = { did: 'View', by: 'product_id', times: { gte: 2 } };

describe('the value that satisfied a trigger (semantics §3)', () => {
  it('is that of the triggering event where that satisfies', () => {
    expect(valuesOf({ event: 'View', if: VIEWED }, ['View@1 A', 'View@2 A', 'View@3 A', 'View@4 B', 'View@5 B'])).toEqual([
      'A',
      'A',
      'A',
      'B',
    ]);
  });

  it('is that of the triggering event also where the condition counts other events', () => {
    expect(
      valuesOf({ event: 'Add', if: VIEWED }, ['View@1 A', 'View@2 A', 'View@3 A', 'View@4 B', 'View@5 B', 'Add@6 B']),
    ).toEqual(['B']);
  });

  it('is else the one with the most events', () => {
    const events = ['View@1 A', 'View@2 B', 'View@3 A', 'View@4 A', 'View@5 B', 'Add@6 C', 'Add@7'];
    expect(valuesOf({ event: 'Add', if: VIEWED }, events)).toEqual(['A', 'A']);
  });

  it('is of several with the most events the latest', () => {
    const events = ['View@1 A', 'View@2 B', 'View@3 B', 'View@4 A', 'Add@6'];
    expect(valuesOf({ event: 'Add', if: VIEWED }, events)).toEqual(['A']);
    expect(valuesOf({ event: 'Add', if: { ...VIEWED, within: '4m' } }, events)).toEqual([]);
    expect(valuesOf({ event: 'Add', if: { ...VIEWED, within: '5m' } }, events)).toEqual(['B']);
  });

  it('does not count values that the number leaves out', () => {
    const events = ['View@1 A', 'View@2 A', 'View@3 B', 'Add@6'];
    expect(valuesOf({ event: 'Add', if: { did: 'View', by: 'product_id', times: { lt: 2 } } }, events)).toEqual(['B']);
  });

  it('is found in groups and segments, in the first part that holds, and never under none', () => {
    const events = ['View@1 A', 'View@2 A', 'Add@3', 'Add@4 Z'];
    const never: Condition = { did: 'Add', by: 'product_id', times: { gte: 9 } };
    expect(valuesOf({ event: 'Add', if: { any: [never, { all: [{ segment: 'fans' }] }] } }, events, { fans: VIEWED })).toEqual([
      'A',
      'A',
    ]);
    expect(valuesOf({ event: 'Add', if: { none: [never] } }, events)).toEqual([]);
  });

  it('is known to becomes and abandoned triggers', () => {
    expect(valuesOf({ becomes: VIEWED }, ['View@1 A', 'View@2 B', 'View@3 B'])).toEqual(['B']);
    const abandoned: TriggerOn = { abandoned: 'Add', without: 'Buy', for: '10m', if: VIEWED };
    expect(valuesOf(abandoned, ['View@1 A', 'View@2 A', 'View@3 B', 'View@4 B', 'Add@5 A'])).toEqual(['A']);
  });

  it('is told in the story, and segments by their names', () => {
    const input = inputOf({ event: 'Add', if: { segment: 'fans' } }, ['View@1 A', 'View@2 A', 'Add@3'], { fans: VIEWED });
    const entered = tellStory(input, 0).steps.find(({ kind }) => kind === 'entered');
    expect(entered).toMatchObject({
      words: 'entered the journey: its “product_id” is “A”',
      by: { property: 'product_id', value: 'A' },
      finding: { words: 'is in the segment “Fans of a product”', saw: 'is in the segment “Fans of a product”' },
    });
  });
});
