import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import { EXIT } from '../failures.js';
import type { CliIo } from '../io.js';
import { onRun, type CommandHome } from '../session.js';

export function addServe(home: CommandHome): void {
  const command = home.program
    .command('serve')
    .description('serve the interface to a browser on this machine')
    .argument('[PROJECT]', 'the project to open')
    .option('--port <N>', 'the port on 127.0.0.1');
  onRun(home, command, z.looseObject({ port: z.string().optional() }), ({ io }, { port }, [project]) => {
    if (!existsSync(io.webHost))
      throw new EngineError('io', `The web host is not built: ${io.webHost} is missing. Run npm run setup.`);
    const args = [
      io.webHost,
      ...(project === undefined ? [] : [resolve(io.cwd, project)]),
      ...(port === undefined ? [] : ['--port', port]),
    ];
    return runHost(args, io);
  });
}

/** The web host is a program of its own; it ends with this one. */
function runHost(args: readonly string[], io: CliIo): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: io.cwd, stdio: 'inherit' });
    io.signal.addEventListener(
      'abort',
      () => {
        child.kill('SIGTERM');
      },
      { once: true },
    );
    child.once('error', fail);
    // Stopping a server is how it ends, not a failure.
    child.once('exit', (code) => {
      done(code ?? EXIT.done);
    });
  });
}
