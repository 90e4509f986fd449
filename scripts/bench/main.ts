/**
 * `npm run bench`: measures Waypost against DuckDB by itself, in one run, on one machine, on one generated log.
 *
 *   npm run bench -- [--quick] [--events N] [--rounds N] [--only GROUP…] [--json]
 *
 * `--quick` takes 300 000 events instead of three million. Groups: import, warm, large, edit, cold, workers, memory, scale, browser,
 * canvas, rendering, sending, desktop. Progress goes to stderr, the table (or `--json`) to stdout. Generated logs are kept in
 * `.cache/bench`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { build, mergeConfig } from 'vite';
import { z } from 'zod';
import { nodeConfig } from '../build/configs.js';
import { ENGINE_GROUPS, RENDERING_GROUPS, SENDING_GROUPS, WINDOW_GROUPS, type EngineOptions } from './options.js';
import { rowSchema, table, type Row } from './report.js';
import { rendering } from './rendering.js';
import { sending } from './sending.js';
import { canvas } from './canvas.js';
import { browserWindow, desktopWindow } from './window.js';

const SMALL = 300_000;
const USUAL = 3_000_000;
const LARGE = 10_000_000;
const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.cache', 'bench');

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    events: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    only: {
      type: 'string',
      multiple: true,
      default: [...ENGINE_GROUPS, ...RENDERING_GROUPS, ...SENDING_GROUPS, ...WINDOW_GROUPS],
    },
    json: { type: 'boolean', default: false },
  },
});
const wanted = z.array(z.enum([...ENGINE_GROUPS, ...RENDERING_GROUPS, ...SENDING_GROUPS, ...WINDOW_GROUPS])).parse(values.only);
const options: EngineOptions = {
  events: values.events === undefined ? (values.quick ? SMALL : USUAL) : z.coerce.number().int().min(1000).parse(values.events),
  rounds: z.coerce.number().int().min(1).parse(values.rounds),
  sizes: values.quick ? [SMALL / 10, SMALL] : [SMALL, USUAL, LARGE],
  folder,
  resources: join(root, 'resources'),
  groups: ENGINE_GROUPS.filter((group) => wanted.includes(group)),
};

/** Builds the engine's part along with the real engine, whose worker then lies beside it. @returns the program */
async function builtMeasurements(): Promise<string> {
  const outDir = join(folder, 'program');
  const input = { 'engine/bench': join(import.meta.dirname, 'measurements.ts') };
  await build(mergeConfig(nodeConfig(outDir), { build: { emptyOutDir: true, rolldownOptions: { input } } }));
  return join(outDir, 'engine', 'bench.js');
}

/** Runs the engine's part in a process of its own. @throws Error when it fails, after it has said why */
async function measureEngine(): Promise<Row[]> {
  const child = spawn(process.execPath, [await builtMeasurements(), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const output = await text(child.stdout);
  await closed;
  if (child.exitCode !== 0) throw new Error('Measuring the engine failed');
  return z.array(rowSchema).parse(JSON.parse(output));
}

const rows = options.groups.length > 0 ? await measureEngine() : [];
if (wanted.includes('rendering')) rows.push(await rendering(Math.min(options.rounds, 5), 1_000, options.resources));
if (wanted.includes('sending')) rows.push(await sending(Math.min(options.rounds, 5), values.quick ? 1_000 : 5_000));
if (wanted.includes('browser')) rows.push(...(await browserWindow(options.rounds)));
if (wanted.includes('canvas')) rows.push(...(await canvas(Math.min(options.rounds, 3))));
if (wanted.includes('desktop')) rows.push(...(await desktopWindow(Math.min(options.rounds, 5))));

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.versions.node}`;
const title = `${options.events.toLocaleString('en')} events, medians of ${options.rounds} rounds, on ${machine}`;
if (values.json) console.log(JSON.stringify({ ...options, machine, rows }, null, 2));
else console.log(`\n${title}\nA ratio above 1 is how many times better than its baseline.\n\n${table(rows)}`);
