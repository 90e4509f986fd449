/**
 * Searches without end for runs on which the simulator and the naive interpreter disagree: `npm run fuzz`. Every round takes
 * one theme and a random seed. What is found is printed, and saved, as a test for `found.test.ts`.
 *
 * search.ts [--rounds N] [--seed N] [--theme NAME] [--runs N]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { expectAgreement, isSmall } from './compare.js';
import { runs, THEMES, type RandomRun } from './runs.js';
import { smallest } from './smallest.js';

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, theme: { type: 'string' }, runs: { type: 'string' } },
});
const rounds = Number(values.rounds ?? Infinity);
const numRuns = Number(values.runs ?? 200);
const folder = fileURLToPath(new URL('../../test-results/fuzz/', import.meta.url));

function fails(run: RandomRun): Error | undefined {
  try {
    if (isSmall(run)) expectAgreement(run);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function testOf(run: RandomRun, name: string): string {
  return `it(${JSON.stringify(name)}, () => {\n  expectAgreement(${JSON.stringify(run, null, 2).replaceAll('\n', '\n  ')});\n});\n`;
}

function report(theme: string, seed: number, run: RandomRun): void {
  console.error(`\nTheme ${theme}, seed ${seed}: they disagree; looking for a smaller run.`);
  const found = smallest(run, (each) => fails(each) !== undefined);
  const text = testOf(found, `${theme}, seed ${seed}: say in a sentence who is right and why`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${theme}-${seed}.ts`);
  writeFileSync(file, text);
  console.error(`\nThey disagree (theme ${theme}, seed ${seed}).\n\n${text}\n${fails(found)?.message ?? ''}\nSaved as ${file}`);
}

let failures = 0;
const names = values.theme === undefined ? Object.keys(THEMES) : [values.theme];
for (let round = 0; round < rounds; round++) {
  const name = names[round % names.length] ?? '';
  const theme = THEMES[name];
  if (!theme) throw new Error(`There is no theme "${name}"; there are ${Object.keys(THEMES).join(', ')}.`);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const outcome = fc.check(
    fc.property(runs(theme), (run) => fails(run) === undefined),
    { seed, numRuns, endOnFailure: true },
  );
  const run = outcome.counterexample?.[0];
  if (run) {
    failures++;
    report(name, seed, run);
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${round + 1} rounds of ${numRuns} runs, ${failures} disagreements`);
  else if (round % 50 === 49)
    console.error(`${new Date().toISOString()} ${round + 1} rounds of ${numRuns} runs, ${failures} disagreements`);
}
process.exitCode = failures > 0 ? 1 : 0;
