import { rmSync, readdirSync, readFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JourneyResult } from '../../../shared/simulation/result.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../../shared/contract/procedure.js';
import { checkJourney } from '../../../shared/journey/check.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { messagesCsv, type EventLog } from '../../../shared/simulation/index.js';
import { stringTable } from '../../../shared/simulation/strings.js';
import { LogStore } from '../../store/log/index.js';
import { LogCache } from './log-cache.js';
import type { RunSpec } from './protocol.js';
import { Simulator } from './simulator.js';
import { simulate } from './use-cases.js';

const sample = fileURLToPath(new URL('../../../../resources/samples/demo-shop/', import.meta.url));
const quiet = (signal = new AbortController().signal) => ({ signal, onProgress: () => undefined });

function journeyOf(value: unknown): Journey {
  const { journey, problems } = checkJourney(value, { segments: {} });
  if (!journey) throw new Error(JSON.stringify(problems));
  return journey;
}

describe('the count of workers', () => {
  let folder: string;
  let store: LogStore;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waypost-test-'));
    store = await LogStore.open(folder);
    await store.import({ events: [join(sample, 'events.ndjson.gz')], customers: join(sample, 'customers.csv') });
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('changes nothing in the counts, the messages and the customers', async () => {
    const names = readdirSync(join(sample, 'journeys'));
    const journeys = names.map((name) => journeyOf(JSON.parse(readFileSync(join(sample, 'journeys', name), 'utf8'))));
    const logs = new LogCache(store);
    const answers = [];
    for (const workers of [1, 3]) {
      const simulator = new Simulator(workers);
      const options = { responses: { mode: 'rates', open: 0.4, click: 0.2, unsubscribe: 0.05 } } as const;
      const { finished } = await simulate(simulator, { logs, journeys, segments: {}, options }, quiet());
      const entries = await simulator.entries(finished, quiet());
      const csv = messagesCsv(finished.messages, finished.order, finished.log, journeys);
      answers.push({ workers: finished.workers, result: finished.result, csv, entries });
      await simulator.close();
    }
    const [one, three] = answers;
    expect([one?.workers, three?.workers]).toEqual([1, 3]);
    expect(three?.result).toEqual(one?.result);
    expect(three?.csv).toBe(one?.csv);
    expect(three?.entries).toEqual(one?.entries);
    const sum = (pick: (journey: JourneyResult) => number): number =>
      one?.result.journeys.reduce((total, journey) => total + pick(journey), 0) ?? -1;
    expect(one?.entries.count).toBe(sum(({ entries, heldOut }) => entries + heldOut));
    const reached = one?.entries.converted.filter((t) => !Number.isNaN(t)).length;
    expect(reached).toBe(sum(({ converted, heldOutConverted }) => converted + heldOutConverted));
  });

  it('a log that is asked for by several at once is read once', async () => {
    const logs = new LogCache(store);
    const { signal } = new AbortController();
    const [first, second] = await Promise.all([
      logs.load({ properties: ['price'], traits: ['email'] }, signal),
      logs.load({ properties: ['price'], traits: [] }, signal),
    ]);
    expect(second).toBe(first);
    const more = await logs.load({ properties: ['category'], traits: [] }, signal);
    expect(Object.keys(more.properties).sort()).toEqual(['category', 'price']);
    expect(more.times).toBe(first.times);
    expect(await logs.load({ properties: ['price', 'category'], traits: ['email'] }, signal)).toBe(more);
  });
});

describe('cancelling', () => {
  /** Customers with many entries that each go round a loop thousands of times: minutes of work. */
  const heavy: EventLog = (() => {
    const [customers, perCustomer] = [60, 1_000];
    const events = customers * perCustomer;
    return {
      customerCount: customers,
      eventCount: events,
      customerIds: stringTable(Array.from({ length: customers }, (_, customer) => `u${String(customer)}`)),
      eventOffsets: Uint32Array.from({ length: customers + 1 }, (_, customer) => customer * perCustomer),
      times: Float64Array.from({ length: events }, (_, event) => event % perCustomer),
      eventCodes: new Uint16Array(events),
      eventNames: ['A'],
      hasTraits: new Uint8Array(customers),
      properties: {},
      traits: {},
    };
  })();
  const loop = journeyOf({
    format: 'waypost/journey',
    version: 1,
    id: 'loop',
    name: 'loop',
    settings: { consent: 'none', reentry: { mode: 'always' } },
    nodes: [
      { id: 't', type: 'trigger', config: { kind: 'intent', on: { event: 'A' } } },
      { id: 'w', type: 'wait', config: { for: '1m' } },
      { id: 'u', type: 'update', config: { set: { round: 1 } } },
    ],
    edges: [
      { id: '1', source: 't', sourceHandle: 'out', target: 'w' },
      { id: '2', source: 'w', sourceHandle: 'out', target: 'u' },
      { id: '3', source: 'u', sourceHandle: 'out', target: 'w' },
    ],
  });
  const spec: RunSpec = {
    journeys: [loop],
    segments: {},
    period: { from: 0, to: 366 * 86_400_000 },
    seed: 1,
    requireAddress: false,
    responses: { mode: 'none' },
  };

  it('ends workers that are in the middle of it, and the next run works', async () => {
    const simulator = new Simulator(2);
    const controller = new AbortController();
    const told: Progress[] = [];
    const call = { signal: controller.signal, onProgress: (progress: Progress) => told.push(progress) };
    const running = simulator.run(heavy, spec, call);
    setTimeout(() => {
      controller.abort();
    }, 300);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    // Before the first customers are done nothing is known of how long it takes.
    expect(told).toEqual([]);
    const { result } = await simulator.run(heavy, { ...spec, period: { from: 0, to: 0 } }, quiet());
    expect(result.journeys).toMatchObject([{ entries: 60, active: 60 }]);
    await simulator.close();
  });

  it('takes a run out of the queue before it begins', async () => {
    const simulator = new Simulator(1);
    const short = { ...spec, period: { from: 0, to: 0 } };
    const controller = new AbortController();
    const first = simulator.run(heavy, short, quiet());
    const second = simulator.run(heavy, spec, quiet(controller.signal));
    const third = simulator.run(heavy, short, quiet());
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    expect((await third).result).toEqual((await first).result);
    await simulator.close();
  });

  it('tells how far it has come', async () => {
    const simulator = new Simulator(1);
    const told: Progress[] = [];
    await simulator.run(
      heavy,
      { ...spec, period: { from: 0, to: 0 } },
      { ...quiet(), onProgress: (progress) => told.push(progress) },
    );
    expect(told.at(-1)).toMatchObject({ fraction: 1, done: 60 });
    await simulator.close();
  });
});
