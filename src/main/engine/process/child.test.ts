import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forkEngine, type ChildEngine } from './child.js';
import type { Link } from './channels.js';

const root = resolve(import.meta.dirname, '../../../..');
const execArgv = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-transform-types',
  '--import',
  join(root, 'scripts/typescript.mjs'),
];

let folder = '';
let engine: ChildEngine | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-engine-'));
});
afterEach(async () => {
  await engine?.stop();
  await rm(folder, { recursive: true, force: true });
});

function start(version = '1.2.3'): ChildEngine {
  const host = { kind: 'web', version, dataFolder: folder, resourcesFolder: folder } as const;
  engine = forkEngine({ host, entry: join(root, 'test/support/tiny-engine.ts'), node: process.execPath, execArgv });
  return engine;
}

/** What comes over a link, and a way to wait for more of it. */
function listen(link: Link) {
  const received: unknown[] = [];
  const closed = vi.fn();
  link.onMessage((message) => received.push(message));
  link.onClose(closed);
  return {
    received,
    closed,
    call: (id: number, procedure: string, input: unknown = {}) => link.send({ kind: 'call', id, procedure, input }),
  };
}

describe('an engine in a child process', () => {
  it('answers on each channel what was asked there, even before it is ready', async () => {
    const { connect } = start();
    const [first, second] = [listen(connect()), listen(connect())];
    first.call(1, 'echo', 'one');
    second.call(1, 'echo', { two: [null, 'ü'] });
    await expect
      .poll(() => [first.received, second.received])
      .toEqual([[{ kind: 'result', id: 1, output: 'one' }], [{ kind: 'result', id: 1, output: { two: [null, 'ü'] } }]]);
  });

  it('is told of its host', async () => {
    const page = listen(start().connect());
    page.call(1, 'host');
    await expect.poll(() => page.received).toMatchObject([{ output: { kind: 'web', version: '1.2.3', dataFolder: folder } }]);
  });

  it('cancels the calls of a channel that closes, and leaves the others alone', async () => {
    const { connect } = start();
    const link = connect();
    const [leaving, staying] = [listen(link), listen(connect())];
    leaving.call(1, 'wait');
    await expect.poll(() => leaving.received).toHaveLength(1);
    link.close();
    expect(leaving.closed).toHaveBeenCalledOnce();
    await expect.poll(() => existsSync(join(folder, 'cancelled'))).toBe(true);
    staying.call(1, 'echo', 'still here');
    await expect.poll(() => staying.received).toEqual([{ kind: 'result', id: 1, output: 'still here' }]);
  });

  it('closes its channels when it crashes, and says how it ended', async () => {
    const { connect, exited } = start();
    const page = listen(connect());
    page.call(1, 'crash');
    expect((await exited).reason).toMatch(/SIGABRT|exit code/);
    expect(page.closed).toHaveBeenCalledOnce();
  });

  it('says why it could not start', async () => {
    const { ready, exited } = start('broken');
    await expect(ready).rejects.toThrow('The engine could not start: The data folder can’t be written.');
    expect(await exited).toEqual({ reason: 'exit code 1' });
  });

  it('is stopped in good order', async () => {
    const { ready, stop, exited } = start();
    await ready;
    await stop();
    expect(await exited).toEqual({ reason: 'exit code 0' });
    expect(existsSync(join(folder, 'closed'))).toBe(true);
  });
});
