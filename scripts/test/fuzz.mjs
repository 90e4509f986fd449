/**
 * `npm run fuzz [-- OPTION…]`: searches without end for runs on which the simulator and the naive interpreter of the semantics
 * disagree; test/fuzz/search.ts tells the options. What it finds is printed and saved as a test.
 *
 * `npm run fuzz -- properties [TIMES]`: every property test with so many times more cases (20), from a seed of its own that it
 * prints; `WAYPOST_FUZZ_SEED=… npm run fuzz -- properties` repeats one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, projectNode, root, typescriptArguments } from '../setup/paths.mjs';
import { run, toolEnvironment } from '../setup/run.mjs';

const node = projectNode() ?? process.execPath;

function search(options) {
  return run(node, [...typescriptArguments, join(root, 'test', 'fuzz', 'search.ts'), ...options]);
}

function properties(times = '20') {
  const seed = process.env['WAYPOST_FUZZ_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
  console.log(`${times} times the cases of each property, seed ${seed}`);
  const env = toolEnvironment({ WAYPOST_FUZZ_TIMES: times, WAYPOST_FUZZ_SEED: seed });
  const files = ['src', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
  );
  const tests = files.filter(
    (file) => /\.test\.tsx?$/.test(file) && /from 'fast-check'/.test(readFileSync(join(root, file), 'utf8')),
  );
  const args = ['run', '--project', 'unit', '--testTimeout=3600000', ...tests];
  return run(node, [join(modules, 'vitest', 'vitest.mjs'), ...args], { env });
}

const [mode, ...rest] = process.argv.slice(2);
process.exitCode = mode === 'properties' ? await properties(...rest) : await search(process.argv.slice(2));
