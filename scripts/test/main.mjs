/**
 * `npm test`: every check and every test, each whatever became of those before it, and one line at the end that sums all of
 * them up. `node scripts/test/main.mjs STEP…` runs only those steps.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { cache, modules, projectNode } from '../setup/paths.mjs';
import { capture, run, toolEnvironment } from '../setup/run.mjs';

const node = projectNode();
if (!node) {
  console.error('Run “npm run setup” first.');
  process.exit(2);
}

/** Programs that check the sources; each counts as one test. */
const CHECKS = {
  format: [
    [
      'prettier',
      'bin/prettier.cjs',
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      join(cache, 'prettier'),
      '.',
    ],
  ],
  lint: [
    [
      'eslint',
      'bin/eslint.js',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      join(cache, 'eslint'),
      '--cache-strategy',
      'content',
      '.',
    ],
  ],
  types: ['src/shared', 'src/main', 'src/main/preload', 'src/renderer', 'test'].map((layer) => [
    'typescript',
    'bin/tsc',
    '-p',
    layer,
  ]),
  layers: [
    ['dependency-cruiser', 'bin/dependency-cruiser.mjs', 'src', '--config', '.dependency-cruiser.mjs', '--output-type', 'err'],
  ],
};

/** Projects of vitest.config.ts, one after the other: unit and property tests, Chromium, Electron's window. */
const SUITES = ['unit', 'web', 'desktop'];

const total = { passed: 0, failed: 0, skipped: 0 };

function count(passed, failed, skipped = 0) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

async function check([tool, program, ...args]) {
  const start = performance.now();
  const { code, output } = await capture(node, [join(modules, tool, program), ...args], { timeout: 900_000 });
  const name = [tool, ...args.filter((argument) => /^(src|test)/.test(argument))].join(' ');
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(start)})`);
  if (code !== 0) console.log(output);
  count(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

async function suite(name) {
  const report = join(cache, `report-${name}.json`);
  mkdirSync(cache, { recursive: true });
  rmSync(report, { force: true });
  const args = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(node, [join(modules, 'vitest', 'vitest.mjs'), ...args], {
    env: toolEnvironment({ WAYPOST_TEST_BUILT: '1' }),
  });
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readReport(report);
  // A suite that broke without a failed test (a file that can't be loaded, an error outside any test) counts as one.
  count(numPassedTests, code !== 0 && numFailedTests === 0 ? 1 : numFailedTests, numPendingTests + numTodoTests);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`There is no report of the tests: ${error.message}`);
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  }
}

/** Runs checks two at a time: most machines have at least as many processors. */
async function checkAll(commands) {
  const waiting = [...commands];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await check(next);
  };
  await Promise.all([worker(), worker()]);
}

function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

const known = [...Object.keys(CHECKS), ...SUITES];
const asked = process.argv.slice(2);
const unknown = asked.filter((step) => !known.includes(step));
if (unknown.length > 0) {
  console.error(`There is no step “${unknown.join('”, “')}”. There are: ${known.join(', ')}.`);
  process.exit(2);
}
const steps = asked.length > 0 ? asked : known;
const start = performance.now();
await checkAll(
  Object.keys(CHECKS)
    .filter((name) => steps.includes(name))
    .flatMap((name) => CHECKS[name]),
);
for (const name of SUITES.filter((candidate) => steps.includes(candidate))) await suite(name);
console.log(`\nAll in ${seconds(start)}${total.skipped > 0 ? `; ${total.skipped} skipped` : ''}.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
