/** Running other programs during set-up. Only Node's own modules. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { modules, root } from './paths.mjs';

const FORWARDED = ['SIGTERM', 'SIGHUP'];
const parent = process.ppid;

/** The environment of everything that set-up starts: the project's tools, its Node among them, come first in the PATH. */
export function toolEnvironment(extra = {}) {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [join(modules, '.bin'), process.env[pathName]].filter(Boolean).join(delimiter);
  return { ...process.env, [pathName]: path, ...extra };
}

/**
 * Runs a program with our own input and output.
 * @returns {Promise<number>} its exit code; 128 and more for a signal
 */
export function run(command, args, { env = toolEnvironment(), shell = false, cwd = root, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, shell, stdio });
    const forward = (signal) => child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, forward);
    // A terminal sends Ctrl-C to the child too; staying alive until it has ended is all there is to do.
    process.on('SIGINT', ignore);
    const watch = setInterval(() => isOrphan() && forward('SIGTERM'), 500);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      for (const name of FORWARDED) process.off(name, forward);
      process.off('SIGINT', ignore);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** npm passes signals to the shell that runs us, and that ends without a word to us. */
export function isOrphan() {
  return process.platform !== 'win32' && process.ppid !== parent;
}

function ignore() {
  // The child decides what Ctrl-C means.
}

/** Runs a program silently. @returns {Promise<{ code: number, output: string }>} */
export function capture(command, args, { timeout = 60_000, env = toolEnvironment(), cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, timeout, killSignal: 'SIGKILL' });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 128, output: output.trim() }));
  });
}

/** Runs npm: the one that runs us, else the one in the PATH. */
export function npm(args, options = {}) {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}
