import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { temporaryFolder } from '../../src/main/store/project/testing.js';
import { typescriptArguments } from './support.js';

const child = fileURLToPath(new URL('./kill-child.ts', import.meta.url));

/** Lets a process save until it has acknowledged `saves` more, kills it in the middle of the next, and tells the last acknowledged. */
function saveAndKill(project: string, saves: number): Promise<number> {
  return new Promise((done, fail) => {
    const process_ = spawn(process.execPath, [...typescriptArguments, child, project], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    process_.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.split('\n').length > saves) process_.kill('SIGKILL');
    });
    process_.on('error', fail);
    process_.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') done(Number(text.split('\n').at(-2)));
      else fail(new Error('The process ended by itself'));
    });
  });
}

it('a killed process loses no save that it had acknowledged', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const project = join(folder.path, 'shop.waypost');
  ProjectStore.create(project, { name: 'Shop' }).close();
  for (const saves of [1, 2, 17, 60, 233, 5]) {
    const acknowledged = await saveAndKill(project, saves);
    const store = ProjectStore.open(project);
    expect(store.notes).toEqual([]);
    const { revision, draft } = store.journeys.get('a');
    // The save that was under way may have got through as a whole, but none before it may be missing.
    expect(revision).toBeGreaterThanOrEqual(acknowledged);
    expect(revision).toBeLessThanOrEqual(acknowledged + 1);
    expect(draft.name).toBe(String(revision));
    expect(draft['x-padding']).toBe(draft.name.repeat(5_000));
    store.close();
  }
  folder.remove();
});
