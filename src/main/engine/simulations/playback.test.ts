import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MovesPage, PlaybackSummary, Run } from '../../../shared/contract/simulations.js';
import { moveCodes, sortMoves, WAY_MASK, emptyMoves } from '../../../shared/simulation/moves.js';
import { SMALL_CUSTOMERS, testEngine, type TestEngine } from '../testing.js';

let test: TestEngine;
let project: string;
let run: Run;
let summary: PlaybackSummary;

/** Forty customers add to the cart, an hour apart; every fourth buys a day and a half later, every fifth adds again. */
function log(): string {
  const rows = ['userId,event,timestamp'];
  const at = (hours: number): string => new Date(Date.UTC(2024, 0, 1) + hours * 3_600_000).toISOString();
  for (let n = 0; n < 40; n += 1) {
    rows.push(`c${String(n)},Product Added,${at(n)}`);
    if (n % 4 === 0) rows.push(`c${String(n)},Order Completed,${at(n + 36)}`);
    if (n % 5 === 0) rows.push(`c${String(n)},Product Added,${at(n + 72)}`);
  }
  return `${rows.join('\n')}\n`;
}

beforeAll(async () => {
  test = await testEngine();
  ({ project } = await test.call('projects.create', { name: 'Shop' }));
  await test.call('logs.import', {
    project,
    events: [test.file('events.csv', log())],
    customers: test.file('customers.csv', SMALL_CUSTOMERS),
  });
  await test.call('journeys.create', {
    project,
    name: 'cart',
    draft: {
      format: 'waypost/journey',
      version: 1,
      id: 'cart',
      name: 'cart',
      timezone: 'Europe/Berlin',
      settings: { consent: 'implied', reentry: { mode: 'always' }, frequencyCap: [{ messages: 1, per: '3d' }] },
      nodes: [
        { id: 't', type: 'trigger', config: { kind: 'intent', on: { event: 'Product Added' } } },
        { id: 'wait', type: 'wait', config: { for: '2d' } },
        { id: 'bought', type: 'branch', config: { if: { did: 'Order Completed', within: '7d' } } },
        { id: 'mail', type: 'email', config: { template: 'cart' } },
        { id: 'again', type: 'wait', config: { for: '1d' } },
        { id: 'more', type: 'email', config: { template: 'cart' } },
        { id: 'out', type: 'exit', config: {} },
      ],
      edges: [
        { id: 'a', source: 't', sourceHandle: 'out', target: 'wait' },
        { id: 'b', source: 'wait', sourceHandle: 'out', target: 'bought' },
        { id: 'y', source: 'bought', sourceHandle: 'yes', target: 'out' },
        { id: 'n', source: 'bought', sourceHandle: 'no', target: 'mail' },
        { id: 'c', source: 'mail', sourceHandle: 'out', target: 'again' },
        { id: 'd', source: 'again', sourceHandle: 'out', target: 'more' },
      ],
    },
  });
  run = await test.call('simulations.run', { project, journeys: ['cart'], options: {} });
  summary = await test.call('simulations.playback', { project, run: run.run, journey: 'cart' });
});
afterAll(() => test.remove());

function column(text: string): Uint32Array {
  const bytes = Buffer.from(text, 'base64');
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function decode({ base, since, way, entry }: MovesPage): { t: number; code: number; entry: number }[] {
  const [times, codes, entries] = [column(since), column(way), column(entry)];
  return Array.from(times, (offset, place) => ({
    t: base + offset,
    code: (codes[place] ?? 0) & WAY_MASK,
    entry: entries[place] ?? 0,
  }));
}

describe('a playback', () => {
  it('counts what the result counts', () => {
    const [result] = run.result.journeys;
    expect(summary.entries).toBe(result?.entries);
    expect(Object.fromEntries(summary.edges.map(({ id, entries }) => [id, entries]))).toEqual(result?.edges);
    expect(summary.nodes.find(({ id }) => id === 't')?.customers).toBe(result?.customers);
    expect(summary.nodes.reduce((sum, { sent }) => sum + sent, 0)).toBe(result?.messages.sent);
    expect(summary.nodes.reduce((sum, { heldBack }) => sum + heldBack, 0)).toBe(result?.messages.suppressed.frequencyCap);
    expect(summary.nodes.find(({ id }) => id === 'more')?.heldBack).toBeGreaterThan(0);
  });

  it('gives every movement by time, and its counts grow to those of the result', async () => {
    const page = await test.call('simulations.moves', { project, run: run.run, journey: 'cart', offset: 0 });
    expect(page).toMatchObject({ next: null, count: summary.moves });
    const moves = decode(page);
    expect(moves.map(({ t }) => t)).toEqual(moves.map(({ t }) => t).toSorted((a, b) => a - b));
    const codes = moveCodes(summary.nodes.length, summary.edges.length);
    summary.edges.forEach(({ entries }, place) => {
      expect(moves.filter(({ code }) => code === codes.edge + place)).toHaveLength(entries);
    });
    const ended = moves.filter(({ code }) => code >= codes.end && code < codes.sent).length;
    expect(summary.entries - ended).toBe(run.result.journeys[0]?.active);
  });

  it('tells who is where at any instant', async () => {
    const [result] = run.result.journeys;
    const ask = (node: string, at: number) =>
      test.call('simulations.present', { project, run: run.run, journey: 'cart', node, at, offset: 0, limit: 3 });
    for (const [node, { waiting }] of Object.entries(result?.nodes ?? {}))
      expect((await ask(node, summary.to)).total, node).toBe(waiting);
    const noon = Date.UTC(2024, 0, 1, 3, 30);
    const { total, rows } = await ask('wait', noon);
    expect(total).toBe(4);
    expect(rows.map(({ userId }) => userId)).toEqual(['c3', 'c2', 'c1']);
    expect(rows[0]?.since).toBe(Date.UTC(2024, 0, 1, 3));
    await expect(ask('gone', noon)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('measures lengths of stay and hours in the journey’s zone', async () => {
    const dwell = (where: { node: string } | { edge: string }) =>
      test.call('simulations.dwell', { project, run: run.run, journey: 'cart', where });
    const wait = await dwell({ node: 'wait' });
    const day = 86_400_000;
    const left = run.result.journeys[0]?.nodes['wait']?.left;
    expect(wait).toMatchObject({ median: 2 * day, longest: 2 * day, zone: 'Europe/Berlin' });
    expect(wait.lengths.filter(({ count }) => count > 0)).toEqual([{ from: 2 * day, to: 4 * day, count: left }]);
    expect(wait.count).toBe(run.result.journeys[0]?.nodes['wait']?.reached);
    // Midnight in UTC is one in the morning in Berlin.
    expect((await dwell({ node: 't' })).hours[1]).toBeGreaterThan((await dwell({ node: 't' })).hours[17] ?? 0);
    expect((await dwell({ edge: 'n' })).median).toBe(2 * day);
  });

  it('can be cancelled, and gathered after that', async () => {
    const fresh = await test.call('simulations.run', { project, journeys: ['cart'], options: { seed: 2 } });
    const controller = new AbortController();
    controller.abort();
    const cancelled = test.call(
      'simulations.playback',
      { project, run: fresh.run, journey: 'cart' },
      { signal: controller.signal },
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    const again = await test.call('simulations.playback', { project, run: fresh.run, journey: 'cart' });
    expect(again.moves).toBe(summary.moves);
  });
});

it('sorts movements by time and keeps the order of one instant', () => {
  const times = [5e12, 7, 3_000_000_007, 7, 5e12 - 1, 3_000_000_007, 65_543];
  const moves = { ...emptyMoves(times.length), count: times.length };
  times.forEach((time, place) => {
    moves.time[place] = time;
    moves.entry[place] = place;
  });
  sortMoves(moves);
  expect([...moves.entry]).toEqual([1, 3, 6, 2, 5, 4, 0]);
});
