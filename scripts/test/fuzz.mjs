/**
 * `npm run fuzz [TIMES]`: the property tests with so many times more cases (20), from a seed of its own that it prints.
 * `WAYPOST_FUZZ_SEED=… npm run fuzz` repeats one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, projectNode, root } from '../setup/paths.mjs';
import { run, toolEnvironment } from '../setup/run.mjs';

const times = process.argv[2] ?? '20';
const seed = process.env['WAYPOST_FUZZ_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
console.log(`${times} times the cases of each property, seed ${seed}`);
const env = toolEnvironment({ WAYPOST_FUZZ_TIMES: times, WAYPOST_FUZZ_SEED: seed });
const files = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
);
const properties = files.filter(
  (file) => /\.test\.tsx?$/.test(file) && /from 'fast-check'/.test(readFileSync(join(root, file), 'utf8')),
);
const args = ['run', '--project', 'unit', '--testTimeout=3600000', ...properties];
process.exitCode = await run(projectNode() ?? process.execPath, [join(modules, 'vitest', 'vitest.mjs'), ...args], { env });
