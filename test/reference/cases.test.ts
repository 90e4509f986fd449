import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LogStore } from '../../src/main/store/log/index.js';
import { customersOf, eventsOf, loadAll } from '../../src/main/store/log/testing.js';
import { checkJourney, checkSegments } from '../../src/shared/journey/check.js';
import type { Journey } from '../../src/shared/journey/schema.js';
import { responsesSchema, type Responses } from '../../src/shared/simulation/responses.js';
import { readCases } from '../cases/cases.js';
import { murmur3 } from './draw.js';
import { simulateNaively, type LogEvent, type Run, type TraitRecord } from './index.js';

const runnable = readCases().flatMap(({ name, args, expected }) => ('csv' in expected ? [{ name, args, expected }] : []));

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function option(args: readonly string[], flag: string): string | undefined {
  return args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;
}

/** The log of a case as the importer reads it. */
async function importedLog(args: readonly string[]): Promise<{ events: LogEvent[]; customers: TraitRecord[] }> {
  const store = await LogStore.temporary();
  try {
    const customers = option(args, '--customers');
    await store.import({ events: [option(args, '--events') ?? ''], ...(customers !== undefined && { customers }) });
    const log = await loadAll(store);
    return {
      events: eventsOf(log).map(({ event = '', ...rest }) => ({ ...rest, event })),
      customers: customersOf(log).flatMap(({ userId, traits }) => (traits ? [{ userId, traits }] : [])),
    };
  } finally {
    await store.close();
  }
}

function journeysOf(args: readonly string[]): Journey[] {
  return args.slice(0, args.indexOf('--events')).flatMap((path) => checkJourney(json(path)).journey ?? []);
}

function responsesOf(args: readonly string[]): Responses {
  const path = option(args, '--responses');
  return path === undefined ? { mode: 'none' } : responsesSchema.parse(json(path));
}

async function runOf(args: readonly string[]): Promise<Run> {
  const log = await importedLog(args);
  const times = log.events.map(({ time }) => time);
  const instant = (flag: string, otherwise: number): number =>
    Date.parse(option(args, flag) ?? new Date(otherwise).toISOString());
  const segments = option(args, '--segments');
  return {
    ...log,
    journeys: journeysOf(args),
    segments: segments === undefined ? {} : (checkSegments(json(segments)).segments ?? {}),
    period: { from: instant('--from', Math.min(...times)), to: instant('--to', Math.max(...times)) },
    seed: Number(option(args, '--seed') ?? 1),
    requireAddress: args.includes('--require-address'),
    responses: responsesOf(args),
  };
}

describe('the naive interpreter', () => {
  it.each(runnable.map((worked) => [worked.name, worked] as const))(
    'gives what case %s must give',
    async (_, { args, expected }) => {
      const run = await runOf(args);
      expect(run.journeys.length).toBeGreaterThan(0);
      const { result, messagesCsv } = simulateNaively(run);
      expect(messagesCsv).toBe(expected.csv);
      expect(result).toEqual(expected.json);
    },
  );

  it('hashes as MurmurHash3 does', () => {
    // From the test vectors of the algorithm: seed 0, 32 bits.
    expect(murmur3('')).toBe(0);
    expect(murmur3('test')).toBe(0xba6bd213);
    expect(murmur3('Hello, world!')).toBe(0xc0363e43);
    expect(murmur3('The quick brown fox jumps over the lazy dog')).toBe(0x2e4ff723);
  });
});
