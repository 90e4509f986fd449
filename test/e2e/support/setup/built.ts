import { join } from 'node:path';
import process from 'node:process';
import { mustRun, root } from './run.js';

/** Builds what has changed; `npm test` has done so before, a single test file run by hand may not. */
export async function ensureBuilt(): Promise<void> {
  if (process.env['WAYPOST_TEST_BUILT'] === '1') return;
  await mustRun(process.execPath, [join(root, 'scripts', 'setup.mjs')], { timeout: 600_000 });
}
