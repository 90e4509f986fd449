import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { aptInstall, canAptInstall, capture } from './run.js';

export interface Display {
  /** The value of DISPLAY; `undefined` on systems that have no such thing. */
  name: string | undefined;
  stop: () => void;
}

/** A screen for Electron's window: the one there is, else an invisible one of its own (Xvfb). */
export async function ensureDisplay(): Promise<Display> {
  if (process.platform !== 'linux' || process.env['DISPLAY']) return { name: process.env['DISPLAY'], stop: () => undefined };
  await ensureXvfb();
  // Xvfb chooses a free number itself and writes it to the descriptor it is given.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = server.stdio[3];
  if (!pipe) throw new Error('Xvfb has no pipe for its display number');
  const failure = once(server, 'exit').then(() => {
    throw new Error('Xvfb ended before it had a display');
  });
  const number = await Promise.race([once(pipe, 'data').then((data) => String(data[0]).trim()), failure]);
  failure.catch(() => undefined);
  return { name: `:${number}`, stop: () => server.kill() };
}

async function ensureXvfb(): Promise<void> {
  const isThere = async () => (await capture('sh', ['-c', 'command -v Xvfb'])).code === 0;
  if (await isThere()) return;
  if (canAptInstall()) await aptInstall(['xvfb']);
  if (!(await isThere()))
    throw new Error('The tests in Electron’s window need a display: install Xvfb (Debian: apt-get install xvfb).');
}
