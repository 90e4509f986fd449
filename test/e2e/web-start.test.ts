/** `npm start` on a machine without a display. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from './support/http.js';
import { root } from './support/setup/run.js';

let folder = '';
let npm: ChildProcess;
let output = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-start-'));
  output = '';
});
afterEach(async () => {
  npm.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function start(...args: string[]): void {
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  npm = spawn('npm', ['start', '--', ...args], {
    cwd: root,
    env: { ...env, WAYPOST_HOST: 'web', WAYPOST_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  npm.stdout?.on('data', keep);
  npm.stderr?.on('data', keep);
}

const address = () => /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(output)?.[0] ?? '';

describe('npm start without a window', () => {
  it('says why, prints the address with its token, serves there, and ends with npm', async () => {
    start('--port', '0');
    await expect.poll(address, { timeout: 60_000 }).not.toBe('');
    expect(output).toContain('because WAYPOST_HOST asks for the browser');
    const { origin, pathname, search } = new URL(address());
    expect((await ask(origin, pathname + search)).status).toBe(303);
    expect((await ask(origin, pathname)).status).toBe(401);
    npm.kill('SIGTERM');
    const isServing = () =>
      ask(origin, pathname).then(
        () => true,
        () => false,
      );
    await expect.poll(isServing, { timeout: 20_000 }).toBe(false);
  });

  it('opens at a project', async () => {
    start('--port', '0', join(folder, 'shop.waypost'));
    await expect.poll(address, { timeout: 60_000 }).not.toBe('');
    expect(new URL(address()).hash).toBe(`#/p/${encodeURIComponent(join(folder, 'shop.waypost'))}/journeys`);
  });

  it('refuses a port that is none', async () => {
    start('--port', 'http');
    const [code] = (await once(npm, 'exit')) as [number];
    expect(code).not.toBe(0);
    expect(output).toContain('“http” is no port');
  });
});
