/** An engine process with an engine of a few lines, to test how hosts and engine processes talk. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { childCarrier, runEngineProcess, utilityCarrier } from '../../src/main/engine/process/run.js';
import type { CallOptions, Engine, EngineHost } from '../../src/main/engine/engine.js';
import { EngineError } from '../../src/shared/contract/error.js';

function createTinyEngine(host: EngineHost): Promise<Engine> {
  if (host.version === 'broken') return Promise.reject(new Error('The data folder can’t be written.'));
  return Promise.resolve({
    call: (procedure, input, options = {}) => answer(host, procedure, input, options),
    onNotice: () => () => undefined,
    close: () => {
      writeFileSync(join(host.dataFolder, 'closed'), 'in good order');
      return Promise.resolve();
    },
  });
}

function answer(host: EngineHost, procedure: string, input: unknown, options: CallOptions): Promise<unknown> {
  if (procedure === 'host') return Promise.resolve(host);
  if (procedure === 'echo') return Promise.resolve(input);
  if (procedure === 'crash') process.abort();
  if (procedure === 'wait') return untilCancelled(host, options);
  return Promise.reject(new EngineError('badRequest', `The engine has no procedure "${procedure}".`));
}

function untilCancelled(host: EngineHost, { signal, onProgress }: CallOptions): Promise<never> {
  onProgress?.({ stage: 'Waiting' });
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      writeFileSync(join(host.dataFolder, 'cancelled'), '');
      reject(new EngineError('cancelled', 'Cancelled.'));
    });
  });
}

runEngineProcess(createTinyEngine, 'parentPort' in process ? utilityCarrier(process.parentPort) : childCarrier(process));
