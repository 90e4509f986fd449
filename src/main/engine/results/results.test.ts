import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerGroup } from '../../../shared/contract/groups.js';
import type { Journey, JourneyDraft } from '../../../shared/journey/schema.js';
import { testEngine, type TestEngine } from '../testing.js';
import { backEdges, shownSteps } from './steps.js';

let test: TestEngine;
let project: string;
const HOUR = 3_600_000;

/** Customers c0 … c59 add to the cart at noon of day 1 and again on day 9; each third orders n hours after the first time. */
function log(): string {
  const rows = Array.from({ length: 60 }, (_, n) => {
    const id = `c${String(n)}`;
    const added = [`${id},Product Added,2024-01-01T12:00:00Z`, `${id},Product Added,2024-01-09T12:00:00Z`];
    const ordered = new Date(Date.parse('2024-01-01T12:00:00Z') + (n + 1) * HOUR).toISOString();
    return [...added, ...(n % 3 === 0 ? [`${id},Order Completed,${ordered}`] : [])];
  });
  return `userId,event,timestamp\n${rows.flat().join('\n')}\nzoe,Product Viewed,2024-01-20T00:00:00Z\n`;
}

/** A mail, a day, a second mail for those who have not ordered, and back to the wait at most for the period. */
function cart(id: string, settings: object = {}): JourneyDraft {
  return {
    format: 'waypost/journey',
    version: 1,
    id,
    name: id,
    timezone: 'Europe/Berlin',
    settings: {
      consent: 'none',
      reentry: { mode: 'always' },
      goal: { event: 'Order Completed', within: '3d', exits: true },
      ...settings,
    },
    nodes: [
      { id: 'start', type: 'trigger', stage: 'Consideration', config: { kind: 'intent', on: { event: 'Product Added' } } },
      { id: 'first', type: 'email', stage: 'Purchase', config: { template: 'a' } },
      { id: 'day', type: 'wait', stage: 'Purchase', config: { for: '1d' } },
      { id: 'bought', type: 'branch', stage: 'Purchase', config: { if: { did: 'Order Completed', within: 'journey' } } },
      { id: 'thanks', type: 'exit', stage: 'Post-purchase', config: {} },
    ],
    edges: [
      { id: 'a', source: 'start', sourceHandle: 'out', target: 'first' },
      { id: 'b', source: 'first', sourceHandle: 'out', target: 'day' },
      { id: 'c', source: 'day', sourceHandle: 'out', target: 'bought' },
      { id: 'd', source: 'bought', sourceHandle: 'yes', target: 'thanks' },
      { id: 'e', source: 'bought', sourceHandle: 'no', target: 'day' },
    ],
  };
}

beforeAll(async () => {
  test = await testEngine();
  const made = await test.call('projects.create', { name: 'Shop' });
  project = made.project;
  await test.call('logs.import', { project, events: [test.file('events.csv', log())] });
  for (const draft of [cart('cart'), cart('held', { holdout: { percent: 40 } }), cart('kept', { goal: undefined })])
    await test.call('journeys.create', { project, name: draft.id, draft });
});
afterAll(() => test.remove());

const run = (...journeys: string[]) => test.call('simulations.run', { project, journeys, options: {} });

async function behind(name: string, journey: string, group: CustomerGroup): Promise<string[]> {
  const page = { sort: 'userId', descending: false, offset: 0, limit: 1000 } as const;
  const { total, rows } = await test.call('simulations.customers', { project, run: name, journey, group, ...page });
  expect(rows).toHaveLength(total);
  return rows.map(({ userId }) => userId);
}

describe('the outcomes of a run', () => {
  it('tell when entries reached the goal, and who did within each bar', async () => {
    const { run: name, result } = await run('cart');
    const outcomes = await test.call('results.outcomes', { project, run: name, journey: 'cart' });
    const { goalTimes, quartiles, converted } = outcomes;
    expect(converted).toEqual({ entries: 20, customers: 20 });
    expect(converted.entries).toBe(result.journeys[0]?.converted);
    expect(goalTimes.reduce((sum, { entries }) => sum + entries, 0)).toBe(20);
    // c0 after 1 h, c3 after 4 h … c57 after 58 h.
    expect(quartiles).toEqual([13 * HOUR, 28 * HOUR, 43 * HOUR]);
    for (const { from, to, entries } of goalTimes)
      expect(await behind(name, 'cart', { kind: 'converted', from, to })).toHaveLength(entries);
    expect(await behind(name, 'cart', { kind: 'converted', from: HOUR, to: 2 * HOUR })).toEqual(['c0']);
  });

  it('are empty where there is no goal', async () => {
    const { run: name } = await run('kept');
    const outcomes = await test.call('results.outcomes', { project, run: name, journey: 'kept' });
    expect(outcomes).toEqual({ goalTimes: [], quartiles: null, converted: { entries: 0, customers: 0 } });
  });

  it('keep those who were held out apart', async () => {
    const { run: name, result } = await run('held');
    const [counts] = result.journeys;
    const entered = await behind(name, 'held', { kind: 'entered' });
    const heldOut = await behind(name, 'held', { kind: 'ended', end: 'heldOut' });
    expect(entered).toHaveLength(counts?.customers ?? -1);
    expect(entered.length + heldOut.length).toBe(60);
    expect(await behind(name, 'held', { kind: 'converted', heldOut: true })).toHaveLength(counts?.heldOutConverted ?? -1);
    expect(await behind(name, 'held', { kind: 'converted' })).toHaveLength(counts?.converted ?? -1);
  });
});

describe('the paths of a run', () => {
  it('go from step to step in rounds, to what became of the entries; nobody gets lost', async () => {
    const { run: name, result } = await run('cart');
    const { places, ways, stages, hidden } = await test.call('results.paths', { project, run: name, journey: 'cart' });
    expect(hidden).toBe(0);
    const words = new Map(places.map(({ key, node, end, round }) => [key, `${node ?? end ?? ''} ${String(round)}`]));
    const told = ways.map(({ from, to, entries }) => `${words.get(from) ?? ''} → ${words.get(to) ?? ''}: ${String(entries)}`);
    // 120 entries; by the first branch those have ordered who took up to 24 h (and by the goal were out), the rest go round.
    expect(told).toContain('start 0 → first 0: 120');
    expect(told).toContain('first 0 → goal 0: 8');
    expect(told).toContain('first 0 → bought 0: 112');
    expect(told).toContain('bought 0 → bought 1: 104');
    for (const { key, entries, node } of places) {
      const out = ways.filter(({ from }) => from === key).reduce((sum, way) => sum + way.entries, 0);
      if (node !== undefined && node !== 'thanks') expect(out, words.get(key)).toBe(entries);
    }
    expect(stages).toEqual([
      { name: 'Consideration', entries: 120, customers: 60 },
      { name: 'Purchase', entries: 120, customers: 60 },
      { name: 'Post-purchase', entries: 0, customers: 0 },
    ]);
    expect(result.journeys[0]?.entries).toBe(120);
    const goal = ways.find(({ from, to }) => words.get(from) === 'first 0' && words.get(to) === 'goal 0');
    expect(await behind(name, 'cart', { kind: 'way', from: goal?.from ?? '', to: goal?.to ?? '' })).toHaveLength(8);
    expect(await behind(name, 'cart', { kind: 'stage', stage: 'Purchase' })).toHaveLength(60);
    expect(await behind(name, 'cart', { kind: 'place', key: 'nowhere' })).toEqual([]);
  });

  const journey = (nodes: Journey['nodes'], ways: readonly [string, string][]): Journey => ({
    format: 'waypost/journey',
    version: 1,
    id: 'j',
    name: 'j',
    nodes,
    edges: ways.map(([source, target], place) => ({
      id: `e${String(place)}`,
      source,
      sourceHandle: `w${String(place)}`,
      target,
    })),
  });
  const mail = (id: string) => ({ id, type: 'email', config: { template: 'x' } }) as const;

  it('find the ways that lead back, into a loop from both sides too', () => {
    const trigger = { id: 't', type: 'trigger', config: { kind: 'intent', on: { event: 'A' } } } as const;
    const loop = journey(
      [trigger, mail('a'), mail('b')],
      [
        ['t', 'a'],
        ['a', 'b'],
        ['b', 'a'],
        ['t', 'b'],
        ['a', 'a'],
      ],
    );
    expect(backEdges(loop)).toEqual([false, false, true, false, true]);
  });

  it('show the busiest steps of a long journey, triggers always, and count the others', () => {
    const trigger = { id: 't', type: 'trigger', config: { kind: 'intent', on: { event: 'A' } } } as const;
    const long = journey([...Array.from({ length: 50 }, (_, n) => mail(`m${String(n)}`)), trigger], []);
    const { shown, hidden } = shownSteps(
      long,
      long.nodes.map((_, place) => place),
    );
    expect([shown.filter(Boolean).length, hidden, shown[50], shown[49], shown[0]]).toEqual([36, 15, true, true, false]);
  });
});

describe('the customers behind charts', () => {
  it('are those with so many messages, and those with too many', async () => {
    const { run: name, charts } = await run('cart');
    const [first] = charts;
    expect(first?.perCustomer).toEqual([{ messages: 2, customers: 60 }]);
    expect(await behind(name, 'cart', { kind: 'sent', from: 2, to: 2 })).toHaveLength(60);
    expect(await behind(name, 'cart', { kind: 'sent', from: 3 })).toEqual([]);
    const tooMany = (messages: number, days: number) =>
      test.call('results.tooMany', { project, run: name, journey: 'cart', messages, days });
    expect(await tooMany(1, 8)).toEqual({ customers: 0 });
    expect(await tooMany(1, 8.1)).toEqual({ customers: 60 });
    expect(await behind(name, 'cart', { kind: 'tooMany', messages: 1, days: 9 })).toHaveLength(60);
  });

  it('are those whom several journeys message, and are counted for each journey apart', async () => {
    const { run: name, result, charts } = await run('cart', 'held');
    expect(charts.map(({ perNode }) => perNode['first']?.sent)).toEqual(result.journeys.map(({ messages }) => messages.sent));
    const { journeys, customers, byCount } = await test.call('results.overlap', { project, run: name });
    const held = result.journeys[1]?.customers ?? 0;
    expect(journeys).toEqual(['cart', 'held']);
    expect(customers).toEqual([
      [60, held],
      [held, held],
    ]);
    expect(byCount).toEqual([60 - held, held]);
    expect(await behind(name, 'cart', { kind: 'messaged', journeys: ['cart', 'held'] })).toHaveLength(held);
    const page = { sort: 'sent', descending: true, offset: 0, limit: 1 } as const;
    const sent = async (journey?: string) =>
      (await test.call('simulations.customers', { project, run: name, ...page, ...(journey && { journey }) })).rows[0]?.sent;
    expect([await sent(), await sent('cart'), await sent('held')]).toEqual([4, 2, 2]);
    await expect(behind(name, 'gone', { kind: 'entered' })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('are written as CSV in the order of the list', async () => {
    const { run: name } = await run('cart');
    const { text } = await test.call('simulations.customersCsv', {
      project,
      run: name,
      journey: 'cart',
      group: { kind: 'converted', to: 5 * HOUR },
      sort: 'userId',
      descending: true,
    });
    expect(text).toBe(
      'userId,firstEntry,entries,sent,suppressed,converted\nc3,2024-01-01T12:00:00.000Z,2,2,0,1\nc0,2024-01-01T12:00:00.000Z,2,2,0,1\n',
    );
  });
});

describe('a report', () => {
  const hostile = '<script>alert(1)</script>"&';
  const reportOf = async (journey: string, customers: boolean) => {
    const { run: name } = await run(journey);
    return test.call('results.report', { project, run: name, journey, customers });
  };

  it('is one page that needs nothing else, and names customers only where that is asked for', async () => {
    const { fileName, text } = await reportOf('cart', false);
    expect(fileName).toBe('cart-report.html');
    expect(text).not.toMatch(/<script|<link|<img|\b(src|href)="(?!#)|url\((?!#)|@import/);
    expect(text).toContain('120 entries');
    for (const words of ['Funnel by stage', 'Paths', 'From entry to goal', 'A replay shows']) expect(text).toContain(words);
    expect(text).not.toContain('c17');
    expect((await reportOf('cart', true)).text).toContain('<td>c17</td>');
  });

  it('takes every name as text', async () => {
    const draft = { ...cart('hostile'), name: hostile };
    draft.nodes = draft.nodes.map((node) => ({ ...node, name: hostile, stage: hostile }));
    await test.call('journeys.create', { project, name: 'hostile', draft });
    const { text } = await reportOf('hostile', true);
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;');
    const { run: name } = await run('hostile');
    const drawing = await test.call('results.drawing', { project, run: name, journey: 'hostile' });
    expect(drawing.text).not.toContain('<script');
    expect(drawing.text).toContain('120');
  });
});
