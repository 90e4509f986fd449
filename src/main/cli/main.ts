/** `waypost …`: the command line, as a process of its own. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Simulator } from '../engine/simulations/simulator.js';
import { appVersion } from '../engine/process/locations.js';
import { EXIT } from './failures.js';
import type { CliIo } from './io.js';
import { runCli } from './run.js';

/** The folder that holds `resources/` and `dist/`, from the built program as from its source. */
function rootFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function processIo(simulator: Simulator, signal: AbortSignal): CliIo {
  const root = rootFolder();
  return {
    stdout: {
      write: (text) => {
        process.stdout.write(text);
      },
    },
    stderr: {
      write: (text) => {
        process.stderr.write(text);
      },
    },
    stderrIsTerminal: process.stderr.isTTY,
    cwd: process.cwd(),
    version: appVersion(),
    resourcesFolder: join(root, 'resources'),
    temporaryFolder: tmpdir(),
    webHost: join(root, 'dist', 'web', 'main.js'),
    simulator,
    signal,
  };
}

/** The first Ctrl-C lets the command clean up; the second ends it at once. */
function cancelOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT.cancelled);
      controller.abort();
    });
  }
  return controller.signal;
}

// Whoever reads the output may stop reading (`waypost … | head`); that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

const simulator = new Simulator();
try {
  process.exitCode = await runCli(process.argv.slice(2), processIo(simulator, cancelOnSignals()));
} finally {
  await simulator.close();
}
