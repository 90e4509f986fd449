import { join } from 'node:path';
import process from 'node:process';
import { capture, mustRun, root, type Outcome } from './setup/run.js';

const launcher = join(root, 'bin', 'waypost');

/** Runs `bin/waypost` on a data folder and keeps what it says; use it to prepare projects for a test. */
export function runCli(args: readonly string[], dataFolder: string): Promise<Outcome> {
  return capture(process.execPath, [launcher, ...args], { env: { ...process.env, WAYPOST_DATA: dataFolder } });
}

/** The same, for commands that must work. @returns what it printed */
export function mustRunCli(args: readonly string[], dataFolder: string): Promise<string> {
  return mustRun(process.execPath, [launcher, ...args], { env: { ...process.env, WAYPOST_DATA: dataFolder } });
}
