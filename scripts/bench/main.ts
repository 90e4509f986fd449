/**
 * `npm run bench`: measures Waypost against DuckDB by itself, in one run, on one machine, on one generated log.
 *
 *   npm run bench -- [--quick] [--events N] [--rounds N] [--only GROUP…] [--json]
 *
 * `--quick` takes 300 000 events instead of three million. Groups: import, warm, large, edit, cold, workers, memory, scale, browser,
 * desktop. Progress goes to stderr, the table (or `--json`) to stdout. Generated logs are kept in `.cache/bench`.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build, mergeConfig } from 'vite';
import { nodeConfig, nodeEntries } from '../build/configs.js';
import { cache, root } from '../setup/paths.mjs';
import { table, type Row } from './report.js';
import { browserWindow, desktopWindow } from './window.js';

const SMALL = 300_000;
const USUAL = 3_000_000;
const LARGE = 10_000_000;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false }, events: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
  },
});

const events = values.events === undefined ? (values.quick ? SMALL : USUAL) : Number(values.events);
const rounds = Number(values.rounds ?? '7');
if (!Number.isInteger(events) || events < 1000) throw new Error('--events takes a whole number from 1000 up.');
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1 up.');

const wanted = (group: string) => values.only === undefined || values.only.includes(group);
const say = (text: string) => console.error(text);

/** Builds what is measured in the engine with the settings of the real build, its worker beside it, and loads it. */
async function builtMeasurements(folder: string): Promise<typeof import('./measurements.js')> {
  const input = { 'engine/bench': join(import.meta.dirname, 'measurements.ts'), 'engine/worker': nodeEntries['engine/worker'] ?? '' };
  await build(mergeConfig(nodeConfig, { build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input } } }));
  return import(pathToFileURL(join(folder, 'engine', 'bench.js')).href) as Promise<typeof import('./measurements.js')>;
}

async function main(): Promise<Row[]> {
  const folder = join(cache, 'bench');
  const { measureEngine } = await builtMeasurements(join(folder, 'program'));
  const sizes = values.quick ? [SMALL / 10, SMALL] : [SMALL, USUAL, LARGE];
  const rows = await measureEngine({ events, rounds, sizes, folder, resources: join(root, 'resources'), wanted, say });
  say('Opening windows …');
  if (wanted('browser')) rows.push(...(await browserWindow(rounds)));
  if (wanted('desktop')) rows.push(...(await desktopWindow(Math.min(rounds, 5))));
  return rows;
}

const rows = await main();
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.versions.node}`;
if (values.json) console.log(JSON.stringify({ events, rounds, machine, rows }, null, 2));
else console.log(`\n${events.toLocaleString('en')} events, medians, on ${machine}\nA ratio above 1 is how many times better than its baseline.\n\n${table(rows)}`);
