/** Runs a TypeScript program of the repository with the project's Node: `node scripts/run.mjs FILE [ARGUMENT…]`. */
import { resolve } from 'node:path';
import { projectNode, typescriptArguments } from './setup/paths.mjs';
import { run } from './setup/run.mjs';

const [file, ...rest] = process.argv.slice(2);
const node = projectNode();
if (!file || !node) {
  console.error(file ? 'Run “npm run setup” first.' : 'Usage: node scripts/run.mjs FILE [ARGUMENT…]');
  process.exit(2);
}
process.exit(await run(node, [...typescriptArguments, resolve(file), ...rest]));
