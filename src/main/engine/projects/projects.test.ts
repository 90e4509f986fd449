import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftOf } from '../../store/project/testing.js';
import { createEngine } from '../index.js';
import { testEngine, type TestEngine } from '../testing.js';

let test: TestEngine;
beforeEach(async () => {
  test = await testEngine();
});
afterEach(() => test.remove());

describe('the program itself', () => {
  it('tells its host, its version and where projects go', async () => {
    const info = await test.call('app.info', {});
    expect(info).toMatchObject({
      version: '1.2.3',
      host: 'cli',
      node: process.version,
      projectsFolder: join(test.dataFolder, 'projects'),
    });
  });

  it('keeps settings, and starts with defaults when the file is broken, saying so', async () => {
    expect(await test.call('app.settings', {})).toEqual({ theme: 'system' });
    await test.call('app.saveSettings', { theme: 'dark', projectsFolder: join(test.folder, 'mine') });
    await test.restart();
    expect(await test.call('app.settings', {})).toEqual({ theme: 'dark', projectsFolder: join(test.folder, 'mine') });
    writeFileSync(join(test.dataFolder, 'settings.json'), '{"theme": "pink"');
    expect(await test.call('app.settings', {})).toEqual({ theme: 'system' });
    const { notes } = await test.call('projects.create', { name: 'Shop' });
    expect(notes).toEqual([expect.stringMatching(/settings\.json could not be read.*kept as/)]);
  });

  it('refuses what is not in the contract', async () => {
    await expect(test.engine.call('projects.destroy', {})).rejects.toMatchObject({ code: 'badRequest' });
    await expect(test.engine.call('constructor', {})).rejects.toMatchObject({ code: 'badRequest' });
    await expect(test.engine.call('app.info', { more: 1 })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(test.engine.call('projects.create', { name: 7 })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(test.engine.call('app.info', undefined)).rejects.toMatchObject({ code: 'badRequest' });
  });

  it('refuses calls once it is closed', async () => {
    await test.engine.close();
    await expect(test.call('app.info', {})).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('projects', () => {
  it('are made, listed, reopened and forgotten', async () => {
    const made = await test.call('projects.create', { name: 'Spring: shop', folder: test.folder });
    expect(made).toEqual({ project: join(test.folder, 'Spring- shop.waypost'), name: 'Spring: shop', notes: [] });
    await test.restart();
    expect(await test.call('projects.open', { project: `${made.project}/` })).toEqual(made);
    expect(await test.call('projects.recent', {})).toMatchObject([{ project: made.project, name: 'Spring: shop', exists: true }]);
    await test.call('projects.close', { project: made.project });
    rmSync(made.project, { recursive: true });
    expect(await test.call('projects.recent', {})).toMatchObject([{ exists: false }]);
    await test.call('projects.forget', { project: made.project });
    expect(await test.call('projects.recent', {})).toEqual([]);
  });

  it('are not made over a folder that exists', async () => {
    await test.call('projects.create', { name: 'Shop' });
    await expect(test.call('projects.create', { name: 'Shop' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that are no projects are refused', async () => {
    await expect(test.call('projects.open', { project: test.folder })).rejects.toMatchObject({ code: 'notFound' });
    await expect(test.call('projects.open', { project: join(test.folder, 'none.waypost') })).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await test.call('projects.recent', {})).toEqual([]);
  });

  it('are opened by whatever call names them first', async () => {
    const { project } = await test.call('projects.create', { name: 'Shop' });
    await test.call('journeys.create', { project, name: 'A' });
    await test.restart();
    expect(await test.call('journeys.list', { project })).toHaveLength(1);
  });

  it('can be closed while calls name them', async () => {
    const { project } = await test.call('projects.create', { name: 'Shop' });
    const calls = Array.from({ length: 20 }, (_, index) =>
      index % 3 === 0 ? test.call('projects.close', { project }) : test.call('journeys.create', { project, name: 'A' }),
    );
    await Promise.all(calls);
    expect(await test.call('journeys.list', { project })).toHaveLength(13);
  });

  it('open in one engine at a time', async () => {
    const { project } = await test.call('projects.create', { name: 'Shop' });
    const other = await createEngine({
      kind: 'web',
      version: '1',
      dataFolder: join(test.folder, 'other'),
      resourcesFolder: test.folder,
    });
    await expect(other.call('projects.open', { project })).rejects.toMatchObject({ code: 'conflict' });
    await test.call('projects.close', { project });
    await expect(other.call('projects.open', { project })).resolves.toMatchObject({ name: 'Shop' });
    await other.close();
  });

  it('tell what was mended', async () => {
    const { project } = await test.call('projects.create', { name: 'Shop' });
    await test.call('journeys.create', { project, name: 'A', draft: draftOf('a') });
    await test.call('projects.close', { project });
    writeFileSync(join(project, 'project.db'), 'garbage');
    const { notes } = await test.call('projects.open', { project });
    expect(notes).toEqual([expect.stringContaining('last good state')]);
    expect(await test.call('journeys.list', { project })).toHaveLength(1);
  });
});

describe('samples', () => {
  it('are listed with where their data is from', async () => {
    const samples = await test.call('projects.samples', {});
    expect(samples.map(({ id }) => id)).toEqual(['corner-grocery', 'demo-shop']);
    for (const { dataNote } of samples) expect(dataNote).not.toBe('');
  });

  it('open as a copy of the person’s own, which stays as it is left', { timeout: 60_000 }, async () => {
    const stages: string[] = [];
    const opened = await test.call(
      'projects.openSample',
      { sample: 'demo-shop' },
      { onProgress: ({ stage }) => stages.push(stage) },
    );
    expect(opened).toMatchObject({ project: join(test.dataFolder, 'samples', 'demo-shop.waypost'), sample: 'demo-shop' });
    expect(opened.dataNote).toMatch(/generated/i);
    expect(stages.length).toBeGreaterThan(0);
    const [samples, summary] = await Promise.all([
      test.call('projects.samples', {}),
      test.call('logs.summary', { project: opened.project }),
    ]);
    const manifest = samples.find(({ id }) => id === 'demo-shop');
    expect(summary).toMatchObject({ events: manifest?.events, customers: manifest?.customers });

    const shipped = await test.call('journeys.list', { project: opened.project });
    expect(shipped.length).toBeGreaterThan(0);
    await test.call('journeys.create', { project: opened.project, name: 'My own' });
    await test.restart();
    await test.call('projects.openSample', { sample: 'demo-shop' });
    expect(await test.call('journeys.list', { project: opened.project })).toHaveLength(shipped.length + 1);

    await test.call('projects.openSample', { sample: 'demo-shop', fresh: true });
    expect(await test.call('journeys.list', { project: opened.project })).toHaveLength(shipped.length);
    expect(existsSync(join(test.dataFolder, 'samples', 'demo-shop.previous.waypost', 'project.db'))).toBe(true);
  });

  it('can be asked for twice at once', async () => {
    const asked = await Promise.all([1, 2].map(() => test.call('projects.openSample', { sample: 'demo-shop' })));
    expect(asked[1]).toEqual(asked[0]);
  });

  it('leave nothing behind when they are cancelled', async () => {
    const controller = new AbortController();
    const opening = test.call(
      'projects.openSample',
      { sample: 'corner-grocery' },
      {
        signal: controller.signal,
        onProgress: () => {
          controller.abort();
        },
      },
    );
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(join(test.dataFolder, 'samples'))).toEqual([]);
  });
});

it('no file of the engine is left half written', async () => {
  await test.call('projects.create', { name: 'Shop' });
  const names = readdirSync(test.dataFolder).filter((name) => name.endsWith('.json'));
  for (const name of names) expect(() => JSON.parse(readFileSync(join(test.dataFolder, name), 'utf8')) as unknown).not.toThrow();
  expect(readdirSync(test.dataFolder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
