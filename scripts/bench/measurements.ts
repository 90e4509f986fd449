/**
 * Everything that is measured in the engine, as a program of its own that is built as Waypost is built: `node bench.js OPTIONS`, the
 * options as JSON. Progress goes to stderr, the rows as JSON to stdout.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from './database.js';
import { importing, memory, scale, workers } from './groups.js';
import { writeLog } from './log.js';
import { BenchProject } from './project.js';
import { CART, ENGAGEMENT, VIEWS, verify } from './questions.js';
import { engineOptionsSchema, type EngineOptions } from './options.js';
import type { Row } from './report.js';
import { afterAnEdit, cold, large, warm } from './simulate.js';

const say = (text: string): void => {
  console.error(text);
};

/** Makes sure that both sides answer alike before their speed is compared. @throws Error that names who disagrees */
async function verifyAll(project: BenchProject, database: Database): Promise<void> {
  for (const question of [CART, VIEWS, ENGAGEMENT]) {
    const { firings, customers } = await verify(question, project, database);
    say(
      `  ${question.title}: the simulator and ${question.queries.length} ways of SQL agree on ${firings} firings of ${customers} customers`,
    );
  }
}

async function simulations(project: BenchProject, database: Database, { rounds, groups }: EngineOptions): Promise<Row[]> {
  await verifyAll(project, database);
  const wanted = (group: EngineOptions['groups'][number]): boolean => groups.includes(group);
  const rows: Row[] = [];
  const aims = [
    [CART, 10],
    [VIEWS, 10],
    [ENGAGEMENT, 5],
  ] as const;
  if (wanted('warm')) for (const [question, aim] of aims) rows.push(...(await warm(question, project, database, rounds, aim)));
  if (wanted('large')) rows.push(await large(CART, project, database, rounds));
  if (wanted('edit')) for (const question of [CART, VIEWS]) rows.push(await afterAnEdit(question, project, database, rounds));
  if (wanted('cold'))
    for (const question of [CART, VIEWS]) rows.push(await cold(question, project, database, Math.min(rounds, 5)));
  return rows;
}

/** Import, simulation, workers, memory and scale, each group only if wanted. */
async function measureEngine(options: EngineOptions): Promise<Row[]> {
  const { events, rounds, sizes, folder, resources, groups } = options;
  const wanted = (group: EngineOptions['groups'][number]): boolean => groups.includes(group);
  const logOf = (count: number) => join(folder, `events-${count}.csv`);
  const work = join(folder, 'work');
  mkdirSync(work, { recursive: true });
  say(`Generating ${events.toLocaleString('en')} events …`);
  await writeLog(logOf(events), events, 1);
  const project = new BenchProject(join(work, 'project'), resources);
  const database = new Database(join(work, 'bare.duckdb'));
  const rows: Row[] = [];
  try {
    say('Importing …');
    const imports = await importing(logOf(events), project, database, wanted('import') ? 3 : 1);
    if (wanted('import')) rows.push(imports);
    say('Simulating …');
    if (wanted('warm') || wanted('large') || wanted('edit') || wanted('cold'))
      rows.push(...(await simulations(project, database, options)));
    await project.close();
    database.close();
    if (wanted('workers')) rows.push(await workers(project, rounds));
    if (wanted('memory')) rows.push(await memory(project));
    if (!wanted('scale')) return rows;
    say('Simulating logs of other sizes …');
    return [...rows, ...(await scale(sizes, logOf, new BenchProject(join(work, 'scale'), resources), rounds))];
  } finally {
    await project.close();
    database.close();
    rmSync(work, { recursive: true, force: true });
  }
}

process.stdout.write(JSON.stringify(await measureEngine(engineOptionsSchema.parse(JSON.parse(process.argv[2] ?? '')))));
