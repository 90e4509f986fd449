import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkJourney } from '../../src/shared/journey/check.js';
import { Database } from './database.js';
import { largeJourney, threeProperties, triggerJourney } from './journeys.js';
import { COLUMNS, writeLog } from './log.js';
import { median } from './measure.js';
import { BenchProject } from './project.js';
import { CART, ENGAGEMENT, VIEWS, verify } from './questions.js';
import { faster, isMet, table } from './report.js';

const EVENTS = 30_000;
/** For a busy machine. */
const PATIENCE = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-test-'));
const csv = join(folder, 'events.csv');

beforeAll(() => writeLog(csv, EVENTS, 1), PATIENCE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the generated log', () => {
  it('has as many events as asked for, nearly in the order of time', () => {
    const [header, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\n');
    expect(header).toBe(COLUMNS.join(','));
    expect(rows).toHaveLength(EVENTS);
    const seconds = rows.map((row) => row.split(',')[2]?.slice(0, 19) ?? '');
    expect(seconds).toEqual([...seconds].sort());
  });

  it('gives a customer no two events at one instant, which the SQL relies on', () => {
    const rows = readFileSync(csv, 'utf8').trimEnd().split('\n').slice(1);
    const instants = rows.map((row) =>
      row
        .split(',')
        .filter((_, column) => column !== 1)
        .slice(0, 2)
        .join(),
    );
    expect(new Set(instants).size).toBe(EVENTS);
  });

  it('is the same for the same seed', async () => {
    const again = join(folder, 'again.csv');
    await writeLog(again, EVENTS, 1);
    expect(readFileSync(again).equals(readFileSync(csv))).toBe(true);
  });
});

describe('the questions', () => {
  const project = new BenchProject(join(folder, 'project'), join(import.meta.dirname, '../../resources'));
  const database = new Database(join(folder, 'bare.duckdb'));
  beforeAll(async () => {
    await database.importCsv(csv);
    await project.importCsv(csv);
  }, PATIENCE);
  afterAll(async () => {
    await project.close();
    database.close();
  });

  it.each([CART, VIEWS, ENGAGEMENT])(
    '$title: the simulator and every way of asking in SQL agree',
    async (question) => {
      const { firings } = await verify(question, project, database);
      expect(Number(firings)).toBeGreaterThan(100);
    },
    PATIENCE,
  );

  it(
    'are refused when the answers differ',
    async () => {
      await expect(verify({ ...CART, queries: VIEWS.queries }, project, database)).rejects.toThrow(
        /the simulator finds \d+ firings/,
      );
    },
    PATIENCE,
  );
});

describe('the journeys', () => {
  it('break no rule', () => {
    const journeys = [
      largeJourney(),
      threeProperties(),
      ...[CART, VIEWS, ENGAGEMENT].map(({ id, on }) => triggerJourney(id, on, true)),
    ];
    for (const journey of journeys)
      expect(checkJourney(journey).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('have one with thirty nodes and five triggers', () => {
    const { nodes } = largeJourney();
    expect(nodes).toHaveLength(30);
    expect(nodes.filter(({ type }) => type === 'trigger')).toHaveLength(5);
  });
});

describe('the report', () => {
  it('takes the median', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });

  it('says whether an aim is met', () => {
    expect(
      [faster('g', 'w', 10, 100, 'b', 10), faster('g', 'w', 11, 100, 'b', 10), faster('g', 'w', 11, 100, 'b')].map(isMet),
    ).toEqual([true, false, undefined]);
  });

  it('prints a line for each comparison under its group', () => {
    const text = table([faster('One', 'first', 10, 100, 'base', 5), faster('Two', 'second', 200, 100, 'base')]);
    expect(text).toMatch(/One\nfirst .*10\.0 ms .*× 10\.0 .*met +base\n\nTwo\nsecond .*× 0\.50/);
  });
});
