import type { Journey } from '../../src/shared/journey/schema.js';
import type { Database } from './database.js';
import { byWorkers, loadLog, logBytes } from './inside.js';
import { CART_LEFT, largeJourney, MANY_VIEWS, threeProperties, triggerJourney } from './journeys.js';
import { writeLog } from './log.js';
import { takeTurns } from './measure.js';
import type { BenchProject } from './project.js';
import { faster, type Row } from './report.js';

/** Importing the CSV into a project, against reading it into a bare table. Both end up loaded for what follows. */
export async function importing(csv: string, project: BenchProject, database: Database, rounds: number): Promise<Row> {
  const medians = await takeTurns(rounds, [
    { name: 'bare', run: () => database.importCsv(csv) },
    { name: 'ours', run: () => project.importCsv(csv) },
  ]);
  return faster(
    'Import',
    'CSV into a project',
    medians('ours'),
    medians('bare'),
    'CREATE TABLE … AS SELECT * FROM read_csv(…)',
    0.5,
  );
}

/** The large journey on two workers, against one. */
export async function workers(project: BenchProject, rounds: number): Promise<Row> {
  const journey = largeJourney();
  const log = await loadLog(project.folder, [journey]);
  const [one = 0, two = 0] = await byWorkers(log, journey, [1, 2], rounds);
  return faster('Workers', '30 nodes, five triggers, on two workers', two, one, 'one worker', 1.6);
}

/** What a log weighs in memory with three properties loaded. */
export async function memory(project: BenchProject): Promise<Row> {
  const log = await loadLog(project.folder, [threeProperties()]);
  const bytes = logBytes(log) / log.eventCount;
  return {
    group: 'Memory',
    what: 'a loaded log with three properties',
    ours: bytes,
    baseline: 60,
    against: 'the bound',
    unit: 'bytes per event',
    ratio: 60 / bytes,
    aim: 1,
  };
}

/** The cost of an event in logs of several sizes, against the smallest log. The aim: within 20 %. */
export async function scale(
  sizes: readonly number[],
  logOf: (events: number) => string,
  project: BenchProject,
  rounds: number,
): Promise<Row[]> {
  const journeys: [string, Journey][] = [
    ['cart left for 24 hours', triggerJourney('cart', CART_LEFT, false)],
    ['more than 3 views in 7 days', triggerJourney('views', MANY_VIEWS, false)],
  ];
  const costs = new Map<string, number[]>(journeys.map(([name]) => [name, []]));
  for (const events of sizes) {
    await writeLog(logOf(events), events, 1);
    await project.importCsv(logOf(events));
    await project.close();
    for (const [name, journey] of journeys) {
      const log = await loadLog(project.folder, [journey]);
      const [ms = 0] = await byWorkers(log, journey, [2], rounds);
      costs.get(name)?.push((ms * 1e6) / events);
    }
    await project.remove();
  }
  return [...costs].flatMap(([name, [first = 0, ...others]]) =>
    others.map((cost, index): Row => ({
      group: 'Cost of an event as the log grows',
      what: `${name}, ${(sizes[index + 1] ?? 0).toLocaleString('en')} events`,
      ours: cost,
      baseline: first,
      against: `${(sizes[0] ?? 0).toLocaleString('en')} events`,
      unit: 'ns per event',
      ratio: first / cost,
      aim: 1 / 1.2,
    })),
  );
}
