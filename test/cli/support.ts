import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CliIo } from '../../src/main/cli/io.js';
import { runCli } from '../../src/main/cli/run.js';
import { Simulator } from '../../src/main/engine/simulations/simulator.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Workers that are started once serve all calls inside this process. */
const simulator = new Simulator();

/** Arguments with which Node runs the sources as they are. */
export const typescriptArguments = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-transform-types',
  '--import',
  new URL('../../scripts/typescript.mjs', import.meta.url).href,
];
const program = fileURLToPath(new URL('../../src/main/cli/main.ts', import.meta.url));

export interface CliEnd {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** A place to run the command line in, with a folder for its temporary stores that must be empty again afterwards. */
export interface CliPlace {
  folder: string;
  temporaryFolder: string;
  /** Runs a call inside this process. */
  waypost: (args: readonly string[], options?: Partial<CliIo>) => Promise<CliEnd>;
  remove: () => void;
}

export function cliPlace(): CliPlace {
  const base = mkdtempSync(join(tmpdir(), 'waypost-cli-'));
  const [folder, temporaryFolder] = [join(base, 'work'), join(base, 'temporary')];
  mkdirSync(folder);
  mkdirSync(temporaryFolder);
  return {
    folder,
    temporaryFolder,
    waypost: (args, options = {}) => runInside(args, { cwd: folder, temporaryFolder, ...options }),
    remove: () => {
      rmSync(base, { recursive: true, force: true });
    },
  };
}

async function runInside(args: readonly string[], place: Partial<CliIo>): Promise<CliEnd> {
  const written = { stdout: '', stderr: '' };
  const exitCode = await runCli(args, {
    stdout: {
      write: (text) => {
        written.stdout += text;
      },
    },
    stderr: {
      write: (text) => {
        written.stderr += text;
      },
    },
    stderrIsTerminal: false,
    cwd: root,
    version: '1.2.3',
    resourcesFolder: join(root, 'resources'),
    temporaryFolder: tmpdir(),
    webHost: join(root, 'dist', 'web', 'main.js'),
    simulator,
    signal: new AbortController().signal,
    ...place,
  });
  return { exitCode, ...written };
}

/** Runs a call as a process of its own, and sends it a signal, if one is given, as soon as it writes to stderr. */
export function waypostProcess(args: readonly string[], cwd: string, signalOnStderr?: NodeJS.Signals): Promise<CliEnd> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...typescriptArguments, program, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const written = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      written.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (signalOnStderr && written.stderr === '') child.kill(signalOnStderr);
      written.stderr += text;
    });
    child.on('error', fail);
    child.on('close', (code) => {
      done({ exitCode: code ?? -1, ...written });
    });
  });
}
