/**
 * `npm run bench`: measures Waypost against DuckDB by itself, in one run, on one machine, on one generated log.
 *
 *   npm run bench -- [--quick] [--events N] [--rounds N] [--only GROUP…] [--json]
 *
 * `--quick` takes 300 000 events instead of three million. Groups: import, warm, cold, edit, large, workers, scale, memory, browser,
 * desktop. Progress goes to stderr, the table (or `--json`) to stdout. Generated logs are kept in `.cache/bench`.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cache } from '../setup/paths.mjs';
import { Database } from './database.js';
import { importing, memory, scale, workers } from './groups.js';
import { writeLog } from './log.js';
import { BenchProject } from './project.js';
import { CART, ENGAGEMENT, VIEWS, verify } from './questions.js';
import { table, type Row } from './report.js';
import { afterAnEdit, cold, large, warm } from './simulate.js';
import { browserWindow, desktopWindow } from './window.js';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false }, events: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
  },
});

const events = values.events === undefined ? (values.quick ? 300_000 : 3_000_000) : Number(values.events);
const rounds = Number(values.rounds ?? '7');
if (!Number.isInteger(events) || events < 1000) throw new Error('--events takes a whole number from 1000 up.');
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1 up.');
const folder = join(cache, 'bench');
const logOf = (count: number) => join(folder, `events-${count}.csv`);

function say(text: string): void {
  console.error(text);
}

async function simulations(project: BenchProject, database: Database, wanted: (group: string) => boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const question of [CART, VIEWS, ENGAGEMENT]) {
    const answer = await verify(question, project, database);
    say(`  ${question.title}: the simulator and ${question.queries.length} ways of SQL agree on ${answer.firings} firings of ${answer.customers} customers`);
  }
  if (wanted('warm')) {
    for (const [question, aim] of [[CART, 10], [VIEWS, 10], [ENGAGEMENT, 5]] as const) rows.push(...(await warm(question, project, database, rounds, aim)));
  }
  if (wanted('large')) rows.push(await large(CART, project, database, rounds));
  if (wanted('edit')) for (const question of [CART, VIEWS]) rows.push(await afterAnEdit(question, project, database, rounds));
  if (wanted('cold')) for (const question of [CART, VIEWS]) rows.push(await cold(question, project, database, Math.min(rounds, 5)));
  return rows;
}

async function main(): Promise<Row[]> {
  const wanted = (group: string) => values.only === undefined || values.only.includes(group);
  const csv = logOf(events);
  say(`Generating ${events.toLocaleString('en')} events …`);
  await writeLog(csv, events, 1);
  const work = join(folder, 'work');
  mkdirSync(work, { recursive: true });
  const project = new BenchProject(join(work, 'project'));
  const database = new Database(join(work, 'bare.duckdb'));
  const rows: Row[] = [];
  try {
    say('Importing …');
    const imports = await importing(csv, project, database, wanted('import') ? 3 : 1);
    if (wanted('import')) rows.push(imports);
    if (['warm', 'large', 'edit', 'cold'].some(wanted)) {
      say('Simulating …');
      rows.push(...(await simulations(project, database, wanted)));
    }
    await project.close();
    database.close();
    if (wanted('workers')) rows.push(await workers(project, rounds));
    if (wanted('memory')) rows.push(await memory(project));
    if (wanted('scale')) {
      say('Simulating logs of other sizes …');
      rows.push(...(await scale(values.quick ? [30_000, 300_000] : [300_000, 3_000_000, 10_000_000], logOf, join(work, 'scale'), rounds)));
    }
    say('Opening windows …');
    if (wanted('browser')) rows.push(...(await browserWindow(rounds)));
    if (wanted('desktop')) rows.push(...(await desktopWindow(Math.min(rounds, 5))));
    return rows;
  } finally {
    await project.close();
    database.close();
    rmSync(work, { recursive: true, force: true });
  }
}

const rows = await main();
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.versions.node}`;
if (values.json) console.log(JSON.stringify({ events, rounds, machine, rows }, null, 2));
else console.log(`\n${events.toLocaleString('en')} events, medians, on ${machine}\nA ratio above 1 is how many times better than its baseline.\n\n${table(rows)}`);
