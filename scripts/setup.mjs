/**
 * Makes a checkout ready to run: packages installed, everything built. Runs before `npm start`, `npm test` and the others
 * (and as `npm run setup`), under any Node from 20, with nothing installed yet; does nothing when nothing changed.
 * `--no-build` only installs.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './setup/install.mjs';
import { buildStamp, isBuilt, sourceHash } from './setup/fresh.mjs';
import { withLock } from './setup/lock.mjs';
import { projectNode, root, typescriptArguments } from './setup/paths.mjs';
import { run } from './setup/run.mjs';

async function ensureBuilt() {
  if (isBuilt()) return;
  console.error('Building …');
  const hash = sourceHash();
  const code = await run(projectNode(), [...typescriptArguments, join(root, 'scripts', 'build', 'main.ts')]);
  if (code !== 0) throw new Error(`The build failed (exit code ${code}); the lines above say where.`);
  writeFileSync(buildStamp, hash);
}

try {
  await withLock('set-up', async () => {
    await ensureInstalled();
    if (!process.argv.includes('--no-build')) await ensureBuilt();
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
