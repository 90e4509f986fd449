import { describe, expect, it } from 'vitest';
import type { LogSummary } from '../../../shared/contract/logs.js';
import { needsIn } from './missing.js';

const needs = { events: ['Product Viewed', 'Order Completed'], properties: ['product_id'], traits: ['tier'] };
const empty: LogSummary = {
  customers: 0,
  events: 0,
  from: null,
  to: null,
  eventNames: [],
  properties: [],
  traits: [],
};

describe('needsIn', () => {
  it('tells what the log has and what it lacks', () => {
    const log: LogSummary = {
      ...empty,
      events: 5,
      eventNames: [{ name: 'Product Viewed', count: 5 }],
      properties: [{ name: 'product_id', type: 'string' }],
    };
    expect(needsIn(needs, log).map(({ name, isThere }) => [name, isThere])).toEqual([
      ['Product Viewed', true],
      ['Order Completed', false],
      ['product_id', true],
      ['tier', false],
    ]);
  });

  it('judges nothing where there is no log', () => {
    for (const log of [undefined, empty]) expect(needsIn(needs, log).every(({ isThere }) => isThere === undefined)).toBe(true);
  });
});
