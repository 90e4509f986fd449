/** The engine in Electron's utility process, which is how the desktop host runs it, with a message port per channel. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { build, mergeConfig } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { desktopConfig } from '../../scripts/build/configs.js';
import { launchElectron } from './support/index.js';
import { root } from './support/setup/run.js';
import type { UtilityApp } from './support/utility-app.js';

declare global {
  var startUtilityApp: () => UtilityApp;
}

let program = '';
let folder = '';
let electron: ElectronApplication;

beforeAll(async () => {
  program = await mkdtemp(join(tmpdir(), 'waypost-utility-'));
  const parts = { main: 'test/e2e/support/utility-app.ts', engine: 'test/support/tiny-engine.ts' };
  for (const [name, source] of Object.entries(parts)) {
    const input = { [name]: join(root, source) };
    const base = desktopConfig(program, 'main');
    await build(
      mergeConfig(
        { ...base, build: { ...base.build, rolldownOptions: undefined } },
        { build: { outDir: program, rolldownOptions: { ...base.build?.rolldownOptions, input } } },
      ),
    );
  }
  await writeFile(join(program, 'package.json'), JSON.stringify({ name: 'utility-app', main: 'main.cjs' }));
});
afterAll(() => rm(program, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-engine-'));
  electron = await launchElectron(program, folder);
  await expect.poll(() => electron.evaluate(() => typeof globalThis.startUtilityApp)).toBe('function');
});
afterEach(async () => {
  await electron.close();
  await rm(folder, { recursive: true, force: true });
});

describe('an engine in a utility process', () => {
  it('answers over a port, is told of its host, and cancels the calls of a port that closes', async () => {
    const answers = await electron.evaluate(async () => {
      const app = globalThis.startUtilityApp();
      return [
        await app.call('echo', { a: ['ü', null] }),
        await app.call('host', {}),
        await app.call('nonsense', {}),
        await app.call('wait', {}, true),
      ];
    });
    expect(answers).toMatchObject([
      [{ kind: 'result', id: 1, output: { a: ['ü', null] } }],
      [{ kind: 'result', id: 1, output: { kind: 'desktop', dataFolder: folder } }],
      [{ kind: 'error', id: 1, error: { code: 'badRequest' } }],
      [{ kind: 'progress', id: 1, progress: { stage: 'Waiting' } }],
    ]);
    await expect.poll(() => existsSync(join(folder, 'cancelled'))).toBe(true);
  });

  it('carries large messages', async () => {
    const length = await electron.evaluate(async () => {
      const [answer] = await globalThis.startUtilityApp().call('echo', 'x'.repeat(10_000_000));
      return (answer as { output: string }).output.length;
    });
    expect(length).toBe(10_000_000);
  });

  it('closes its ports when it crashes', async () => {
    expect(await electron.evaluate(() => globalThis.startUtilityApp().crash())).toBe('closed');
  });

  it('is stopped in good order', async () => {
    expect(await electron.evaluate(() => globalThis.startUtilityApp().stop())).toBe('exit code 0');
    expect(existsSync(join(folder, 'closed'))).toBe(true);
  });
});
