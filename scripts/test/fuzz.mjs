/**
 * `npm run fuzz [ROUNDS]`: the property tests, the two interpreters of the language among them, with twenty times their
 * cases a round, each round from a seed that it prints; until one fails, or Ctrl-C, or the rounds are done.
 * `WAYPOST_FUZZ_SEED=… npm run fuzz` repeats one round.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, projectNode, root } from '../setup/paths.mjs';
import { run, toolEnvironment } from '../setup/run.mjs';

const TIMES = '20';

function propertyTests() {
  const files = ['src', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
  );
  return files.filter((file) => /\.test\.tsx?$/.test(file) && /from 'fast-check'/.test(readFileSync(join(root, file), 'utf8')));
}

function round(seed) {
  const env = toolEnvironment({ WAYPOST_FUZZ_TIMES: TIMES, WAYPOST_FUZZ_SEED: seed });
  const args = ['run', '--project', 'unit', '--testTimeout=86400000', ...propertyTests()];
  return run(projectNode() ?? process.execPath, [join(modules, 'vitest', 'vitest.mjs'), ...args], { env });
}

const given = process.env['WAYPOST_FUZZ_SEED'];
const rounds = given ? 1 : Number(process.argv[2] ?? Infinity);
let interrupted = false;
process.on('SIGINT', () => (interrupted = true));

for (let count = 1; count <= rounds && !interrupted && !process.exitCode; count++) {
  const seed = given ?? String(Math.floor(Math.random() * 2 ** 31));
  console.log(`Round ${count}, seed ${seed}`);
  process.exitCode = await round(seed);
  if (process.exitCode && !interrupted) console.log(`Repeat it with WAYPOST_FUZZ_SEED=${seed} npm run fuzz`);
}
