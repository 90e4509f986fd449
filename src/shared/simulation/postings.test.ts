import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventLog } from './log.js';
import { NO_EVENT, Postings } from './postings.js';
import { stringTable } from './strings.js';
import { Timeline } from './timeline.js';

const NAMES = ['A', 'B', 'C', 'D'];

/** A log of these customers, each given by the codes of their events. */
function logOf(customers: readonly (readonly number[])[]): EventLog {
  const eventOffsets = new Uint32Array(customers.length + 1);
  customers.forEach((codes, place) => (eventOffsets[place + 1] = (eventOffsets[place] ?? 0) + codes.length));
  const eventCodes = Uint16Array.from(customers.flat());
  return {
    customerCount: customers.length,
    eventCount: eventCodes.length,
    customerIds: stringTable(customers.map((_, place) => `u${String(place)}`)),
    eventOffsets,
    times: Float64Array.from(eventCodes, (_, place) => place),
    eventCodes,
    eventNames: NAMES,
    hasTraits: new Uint8Array(customers.length),
    properties: {},
    traits: {},
  };
}

/** What `seek` must find: the first event of the mask at or after `from`, before `end`. */
function found({ eventCodes }: EventLog, mask: Uint8Array, from: number, end: number): number {
  for (let ref = from; ref < end; ref++) if (mask[eventCodes[ref] ?? 0] === 1) return ref;
  return NO_EVENT;
}

const codes = fc.array(fc.integer({ min: 0, max: NAMES.length - 1 }), { maxLength: 40 });
const masks = fc.uint8Array({ min: 0, max: 1, minLength: NAMES.length, maxLength: NAMES.length });

describe('postings', () => {
  it('finds the next event of a mask, in whichever order customers and blocks are taken', () => {
    const visits = fc.array(fc.record({ customer: fc.nat(), skip: fc.nat(50), block: fc.boolean() }), { maxLength: 30 });
    const run = fc.property(fc.array(codes, { minLength: 1, maxLength: 30 }), masks, visits, (customers, mask, steps) => {
      const log = logOf(customers);
      const timeline = new Timeline(log);
      const postings = new Postings(timeline, mask);
      for (const step of steps) {
        const customer = step.customer % customers.length;
        if (step.block) timeline.turnTo(0, customers.length);
        timeline.reset(customer);
        const from = Math.min(timeline.begin + step.skip, timeline.end);
        expect(postings.seek(from)).toBe(found(log, mask, from, timeline.blockEnd));
        expect(postings.next()).toBe(found(log, mask, from, timeline.blockEnd));
      }
    });
    fc.assert(run, { seed: 1, numRuns: 300 });
  });

  it('keeps the events of a large block, and tells masks, blocks and logs apart', () => {
    const customers = Array.from({ length: 1_000 }, (_, place) =>
      Array.from({ length: 20 }, (__, event) => (place + event * 7) % 4),
    );
    const masks = [Uint8Array.of(1, 0, 0, 0), Uint8Array.of(0, 1, 0, 1)];
    const blocks = [
      [0, 1_000],
      [0, 500],
      [500, 1_000],
      [0, 500],
    ] as const;
    for (const log of [logOf(customers), logOf([...customers].reverse().map((events) => [...events].reverse()))]) {
      for (const mask of masks) {
        for (const [from, to] of blocks) {
          const timeline = new Timeline(log);
          timeline.turnTo(from, to);
          const postings = new Postings(timeline, mask);
          postings.seek(timeline.blockBegin);
          const wanted = Array.from(log.eventCodes.keys()).filter(
            (ref) => ref >= timeline.blockBegin && ref < timeline.blockEnd && mask[log.eventCodes[ref] ?? 0] === 1,
          );
          expect([...postings.refs]).toEqual(wanted);
        }
      }
    }
  });
});
