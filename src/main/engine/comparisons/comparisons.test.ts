import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison, Side, SweepPoint } from '../../../shared/contract/comparisons.js';
import { sweepPointsSchema } from '../../../shared/contract/comparisons.js';
import { journeyNumbers } from '../../../shared/journey/numbers/numbers.js';
import { figuresOf } from '../../../shared/simulation/compare/figures.js';
import { testEngine, type TestEngine } from '../testing.js';

/** Comparisons and sweeps of the Demo shop's cart recovery. */
let test: TestEngine;
let project: string;
beforeAll(async () => {
  test = await testEngine();
  project = (await test.call('projects.openSample', { sample: 'demo-shop' })).project;
}, 120_000);
afterAll(() => test.remove());

const CART: Side = { journey: 'cart-recovery' };

async function pathOf(start: string): Promise<string> {
  const { draft } = await test.call('journeys.get', { project, id: 'cart-recovery' });
  const found = journeyNumbers(draft).find(({ name }) => name.startsWith(start));
  if (!found) throw new Error(`No number “${start}”`);
  return found.path;
}

function compare(before: Side, after: Side, options = {}): Promise<Comparison> {
  return test.call('comparisons.compare', { project, before, after, options });
}

function total(comparison: Comparison): number {
  return Object.values(comparison.treated).reduce((sum, count) => sum + count, 0);
}

describe('a comparison', () => {
  it('of a journey with itself finds nothing, and agrees with a plain run', async () => {
    const same = await compare(CART, CART);
    const { result } = await test.call('simulations.run', { project, journeys: ['cart-recovery'], options: {} });
    expect(same.before.result).toEqual(same.after.result);
    expect(same.before.result).toEqual(result.journeys[0]);
    expect(same.before.reach).toEqual(same.after.reach);
    expect(total(same)).toBe(0);
    expect(await test.call('comparisons.treated', { project, comparison: same.comparison, offset: 0, limit: 10 })).toEqual({
      total: 0,
      rows: [],
    });
  });

  it('of a kept version and of other numbers tells whom it treats differently, and how', async () => {
    const { version } = await test.call('journeys.keepVersion', { project, id: 'cart-recovery', name: 'As it was' });
    const wait = await pathOf('Wait for');
    const changed = await compare({ ...CART, version }, { ...CART, numbers: [{ path: wait, value: 24 }] });
    expect(changed.before.draft.nodes.find(({ id }) => id === 'wait')?.config).toEqual({ for: '2d' });
    expect(changed.after.draft.nodes.find(({ id }) => id === 'wait')?.config).toEqual({ for: '24h' });
    expect(changed.treated.times).toBeGreaterThan(0);
    expect(changed.treated.gained).toBe(0);

    const { comparison } = changed;
    const [first, second] = await Promise.all(
      [0, 1000].map((offset) => test.call('comparisons.treated', { project, comparison, offset, limit: 1000 })),
    );
    const rows = [...(first?.rows ?? []), ...(second?.rows ?? [])];
    expect(first?.total).toBe(total(changed));
    expect(new Set(rows.map(({ userId }) => userId)).size).toBe(total(changed));
    const byKind = await test.call('comparisons.treated', { project, comparison, treatment: 'times', offset: 0, limit: 1 });
    expect(byKind.total).toBe(changed.treated.times);
    const [row] = byKind.rows;
    if (!row) throw new Error('Nobody is treated differently');
    expect(row.changes.every(({ before, after }) => before && after && before.time !== after.time)).toBe(true);
    const found = await test.call('comparisons.treated', { project, comparison, search: row.userId, offset: 0, limit: 10 });
    expect(found.rows.map(({ userId }) => userId)).toContain(row.userId);

    // Both stories of a customer can be told.
    for (const { run } of [changed.before, changed.after]) {
      const story = await test.call('simulations.story', { project, run, userId: row.userId });
      const sent = story.steps.filter((step) => step.kind === 'message' && step.status === 'sent').length;
      expect(sent).toBe(run === changed.before.run ? row.before : row.after);
    }
    const { text } = await test.call('comparisons.treatedCsv', { project, comparison });
    expect(text.split('\n').filter((line) => line !== '')).toHaveLength(total(changed) + 1);
  });

  it('counts every message of the differences: sent before and after', async () => {
    const times = await pathOf('Times');
    const comparison = await compare(CART, { ...CART, numbers: [{ path: times, value: 6 }] });
    const { rows } = await test.call('comparisons.treated', {
      project,
      comparison: comparison.comparison,
      offset: 0,
      limit: 1000,
    });
    expect(comparison.treated.lost).toBeGreaterThan(0);
    const difference = rows.reduce((sum, { before, after }) => sum + after - before, 0);
    expect(difference).toBe(comparison.after.result.messages.sent - comparison.before.result.messages.sent);
  });

  it('takes another journey, and forgets the comparison before it', async () => {
    const first = await compare(CART, CART);
    const other = await compare(CART, { journey: 'win-back' });
    expect(other.after.draft.id).toBe('win-back');
    expect(total(other)).toBeGreaterThan(0);
    await expect(
      test.call('comparisons.treated', { project, comparison: first.comparison, offset: 0, limit: 1 }),
    ).rejects.toMatchObject({ code: 'notFound' });
  });

  it('refuses what is not there', async () => {
    await expect(compare(CART, { ...CART, version: 999 })).rejects.toMatchObject({ code: 'notFound' });
    await expect(compare(CART, { ...CART, numbers: [{ path: '/settings/nothing', value: 1 }] })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('can be cancelled', async () => {
    const asking = new AbortController();
    const comparing = test.call(
      'comparisons.compare',
      { project, before: CART, after: CART, options: {} },
      { signal: asking.signal },
    );
    asking.abort();
    await expect(comparing).rejects.toMatchObject({ code: 'cancelled' });
    expect(total(await compare(CART, CART))).toBe(0);
  });
});

describe('a sweep', () => {
  const figures = ({ result, reach }: Comparison['after']) => {
    const { entries, customers, sent, messaged, suppressed, converted, bought } = figuresOf(result, reach);
    return { entries, customers, sent, messaged, suppressed, converted, bought };
  };

  it('of one number gives for each value what a run by itself gives, and tells what is done on the way', async () => {
    const path = await pathOf('Times');
    const seen: SweepPoint[][] = [];
    const { points, lookBack } = await test.call(
      'comparisons.sweep',
      { project, side: CART, axes: [{ path, values: [1, 3, 6] }], options: {} },
      { onProgress: ({ partial }) => partial !== undefined && seen.push(sweepPointsSchema.parse(partial)) },
    );
    expect(lookBack).toBe('30d');
    expect(seen.map((done) => done.length)).toEqual([1, 2, 3]);
    expect(seen.at(-1)).toEqual(points);
    for (const { values, ...point } of points) {
      const alone = await compare(CART, { ...CART, numbers: [{ path, value: values[0] ?? 0 }] });
      expect(point).toEqual(figures(alone.after));
    }
    // The higher the threshold, the fewer come in.
    expect(points.map(({ entries }) => entries)).toEqual(points.map(({ entries }) => entries).toSorted((a, b) => b - a));
  });

  it('of two numbers gives the grid, and says which values break a rule', async () => {
    const [times, quiet] = [await pathOf('Times'), await pathOf('Quiet hours begin')];
    const { points } = await test.call('comparisons.sweep', {
      project,
      side: CART,
      axes: [
        { path: times, values: [2, 3] },
        { path: quiet, values: [20, 24] },
      ],
      options: {},
    });
    expect(points.map(({ values, refused }) => [...values, refused !== undefined])).toEqual([
      [2, 20, false],
      [2, 24, true],
      [3, 20, false],
      [3, 24, true],
    ]);
  });

  it('refuses a number that is not there, and too many values', async () => {
    const nowhere = { project, side: CART, axes: [{ path: '/nodes/99', values: [1] }], options: {} };
    await expect(test.call('comparisons.sweep', nowhere)).rejects.toMatchObject({ code: 'invalid' });
    const path = await pathOf('Times');
    const many = Array.from({ length: 13 }, (_, value) => value);
    await expect(
      test.call('comparisons.sweep', {
        ...nowhere,
        axes: [
          { path, values: many },
          { path: await pathOf('Goal'), values: many },
        ],
      }),
    ).rejects.toMatchObject({ code: 'badRequest' });
  });
});
