import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

export const root = resolve(import.meta.dirname, '../../../..');

/** Downloads that several checkouts share, outside of them. */
export function sharedCache(): string {
  return process.env['WAYPOST_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'waypost');
}

export interface Outcome {
  code: number;
  output: string;
}

/** Runs a program to its end and keeps what it says. */
export function capture(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number } = {},
) {
  return new Promise<Outcome>((done) => {
    const child = spawn(command, args, { cwd: root, timeout: 120_000, killSignal: 'SIGKILL', ...options });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      done({ code: 127, output: error.message });
    });
    child.on('close', (code) => {
      done({ code: code ?? 128, output: output.trim() });
    });
  });
}

/** @throws Error with the program's own words when it fails */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: Parameters<typeof capture>[2] = {},
): Promise<string> {
  const { code, output } = await capture(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} failed (${code}): ${output}`);
  return output;
}

/** Whether missing programs can be had from Debian's packages: as root on a Debian. */
export function canAptInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

export async function aptInstall(packages: readonly string[]): Promise<boolean> {
  console.error(`Installing ${packages.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const timeout = 600_000;
  await capture('apt-get', ['update', '-qq'], { env, timeout });
  const { code, output } = await capture('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    timeout,
  });
  if (code !== 0) console.error(output.split('\n').slice(-3).join('\n'));
  return code === 0;
}
