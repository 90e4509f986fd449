import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../database.js';
import { LogStore } from '../index.js';
import { withLock } from '../lock.js';
import { LogFiles } from '../paths.js';
import { eventsOf, loadAll, TestFolder } from '../testing.js';

let folder: TestFolder;
let project: string;

beforeEach(() => {
  folder = new TestFolder();
  project = join(folder.path, 'shop.waypost');
  mkdirSync(project);
});

afterEach(() => {
  folder.remove();
});

function manyRows(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `user${index % 9973},Event,${1_704_103_200 + index},${index},text ${index}`,
  );
  return folder.write('many.csv', `userId,event,timestamp,n,t\n${rows.join('\n')}\n`);
}

function smallLog(): string {
  return folder.write('small.csv', 'userId,event,timestamp\nu,A,2024-01-01\n');
}

/** Everything in the project but what a sound log has. */
function leftovers(): string[] {
  return readdirSync(project).filter((name) => name !== 'events.duckdb' && name !== 'events.cache');
}

async function expectSmallLog(store: LogStore): Promise<void> {
  expect(eventsOf(await loadAll(store))).toEqual([{ userId: 'u', event: 'A', time: Date.UTC(2024, 0, 1), properties: {} }]);
}

describe('an import is all or nothing', () => {
  it('leaves the log as it was when it is cancelled', async () => {
    const store = await LogStore.open(project);
    await store.import({ events: [smallLog()] });
    const generation = await store.generation();
    const many = manyRows(300_000);
    const stages = new Set<string>();
    for (const wanted of [/Reading/, /duplicates|Sorting|Counting/]) {
      const abort = new AbortController();
      const work = store.import(
        { events: [many] },
        {
          signal: abort.signal,
          onProgress: ({ stage }) => {
            stages.add(stage);
            if (wanted.test(stage)) abort.abort();
          },
        },
      );
      await expect(work).rejects.toMatchObject({ code: 'cancelled' });
      expect(await store.generation()).toBe(generation);
      await expectSmallLog(store);
      expect(leftovers()).toEqual([]);
      expect(readdirSync(join(project, 'events.cache'))).toEqual([generation]);
    }
    expect(stages).toContain('Reading many.csv');
    await store.close();
  });

  it('leaves the log as it was when one of several files is no good', async () => {
    const store = await LogStore.open(project);
    await store.import({ events: [smallLog()] });
    const good = folder.write('good.csv', 'userId,event,timestamp\nx,B,2024-01-01\n');
    const bad = folder.write('bad.csv', 'a,b\n1,2\n');
    await expect(store.import({ events: [good, bad] })).rejects.toMatchObject({ code: 'invalid' });
    await expect(store.import({ events: [good], customers: bad, replace: true })).rejects.toMatchObject({ code: 'invalid' });
    await expectSmallLog(store);
    expect(leftovers()).toEqual([]);
    await store.close();
  });

  it('leaves the log as it was when its process is killed, and cleans up', async () => {
    const first = await LogStore.open(project);
    await first.import({ events: [smallLog()] });
    await first.close();
    await killedImport(manyRows(400_000));
    expect(leftovers()).toContain('events.duckdb.importing');
    const store = await LogStore.open(project);
    await expectSmallLog(store);
    expect(leftovers().filter((name) => !name.endsWith('.lock'))).toEqual([]);
    expect(await store.import({ events: [folder.write('next.csv', 'userId,event,timestamp\nx,B,2024-01-01\n')] })).toMatchObject({
      events: { A: 1, B: 1 },
    });
    expect(leftovers()).toEqual([]);
    await store.close();
  });

  it('says that the disk is full and leaves the log as it was', async (context) => {
    const disk = join(folder.path, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      context.skip('a disk of its own needs the rights to mount one');
    }
    try {
      const store = await LogStore.open(disk);
      await store.import({ events: [smallLog()] });
      await expect(store.import({ events: [manyRows(600_000)] })).rejects.toMatchObject({
        code: 'io',
        message: expect.stringMatching(/disk is full/) as unknown,
      });
      await expectSmallLog(store);
      expect(await store.import({ events: [smallLog()] })).toMatchObject({ imported: 1 });
      await store.close();
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  it('keeps readers and a second import apart', async () => {
    const store = await LogStore.open(project);
    const other = await LogStore.open(project);
    await store.import({ events: [smallLog()] });
    await expectSmallLog(other);
    await withLock(new LogFiles(project).lock, async () => {
      await expect(store.import({ events: [smallLog()] })).rejects.toMatchObject({ code: 'conflict' });
      await expect(other.import({ events: [smallLog()] })).rejects.toMatchObject({ code: 'conflict' });
      await expectSmallLog(store);
    });
    const seen: Promise<number>[] = [];
    const sizes = async (log: LogStore): Promise<number> => (await log.load({ properties: [], traits: [] })).eventCount;
    const [report, ...failures] = await Promise.all([
      store.import({ events: [manyRows(100_000)] }, { onProgress: () => seen.push(sizes(store), sizes(other)) }),
      ...[store, other].map((log) => log.import({ events: [smallLog()] }).catch((error: unknown) => error)),
    ]);
    expect(report).toMatchObject({ imported: 100_000 });
    expect(failures).toMatchObject([{ code: 'conflict' }, { code: 'conflict' }]);
    for (const size of await Promise.all(seen)) expect([1, 100_001]).toContain(size);
    expect(await other.summary()).toMatchObject({ events: 100_001 });
    expect((await other.load({ properties: ['n'], traits: [] })).eventCount).toBe(100_001);
    await Promise.all([store.close(), other.close()]);
  });
});

describe('one store', () => {
  it('serves many calls at once', async () => {
    const store = await LogStore.open(project);
    await store.import({ events: [manyRows(50_000)] });
    const loads = Array.from({ length: 4 }, () => store.load({ properties: ['t', 'n'], traits: [] }));
    const others = Array.from({ length: 20 }, (_, index) =>
      Promise.all([store.customer(`user${index}`), store.propertyValues({ property: 't', search: String(index), limit: 5 })]),
    );
    const logs = await Promise.all(loads);
    const first = eventsOf(await store.load({ properties: ['t', 'n'], traits: [] }));
    for (const log of logs) expect(eventsOf(log)).toEqual(first);
    for (const [index, [customer, values]] of (await Promise.all(others)).entries()) {
      expect(customer?.events.length).toBeGreaterThan(4);
      expect(customer?.events[0]?.properties).toEqual({ n: index, t: `text ${index}` });
      expect(values).toHaveLength(5);
    }
    await store.close();
    await expect(store.summary()).rejects.toMatchObject({ code: 'internal' });
  });

  it('still loads where its folder may not be written', async () => {
    const store = await LogStore.open(project);
    await store.import({ events: [folder.write('a.csv', 'userId,event,timestamp,x\nu,A,2024-01-01,1\n')] });
    rmSync(join(project, 'events.cache'), { recursive: true });
    writeFileSync(join(project, 'events.cache'), 'in the way');
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(eventsOf(await loadAll(store))).toMatchObject([{ properties: { x: 1 } }]);
    expect(warn).toHaveBeenCalled();
    warn.mockRestore();
    await store.close();
  });
});

/** Imports in a process of its own and kills it amid the work. */
async function killedImport(csv: string): Promise<void> {
  // Runs the sources as they are: Node strips the types, and the hook finds `x.ts` where `x.js` is imported.
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      try { return next(name, context); } catch (error) { if (name.endsWith('.js')) return next(name.slice(0, -3) + '.ts', context); throw error; }
    } });`;
  const script = `import { LogStore } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};
    const store = await LogStore.open(${JSON.stringify(project)});
    await store.import({ events: [${JSON.stringify(csv)}] }, { onProgress: () => process.stdout.write('.') });
    process.stdout.write('done');`;
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      '--experimental-transform-types',
      '--import',
      `data:text/javascript,${encodeURIComponent(hook)}`,
      '--input-type=module',
      '--eval',
      script,
    ],
    { cwd: fileURLToPath(new URL('.', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString();
    if (output.length >= 3) child.kill('SIGKILL');
  });
  const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
  expect(output).not.toContain('done');
}

describe('the cache of columns', () => {
  it('is built anew where it is missing or damaged', async () => {
    const csv = folder.write(
      'a.csv',
      'userId,event,timestamp,x,y\nu,B,2024-01-02,1,one\nu,A,2024-01-01,,two\nv,A,2024-01-01,3,\n',
    );
    const store = await LogStore.open(project);
    await store.import({ events: [csv] });
    const before = eventsOf(await loadAll(store));
    const cache = join(project, 'events.cache', await store.generation());
    const files = readdirSync(cache);
    expect(files.length).toBeGreaterThan(3);
    for (const damage of ['', 'WAYPCOL1', `WAYPCOL1${'\xff'.repeat(400)}`, 'WAYPCOL1\x05\0\0\0\0\0\0\0{"a":']) {
      for (const name of files) writeFileSync(join(cache, name), damage, 'latin1');
      expect(eventsOf(await loadAll(store))).toEqual(before);
    }
    rmSync(join(project, 'events.cache'), { recursive: true });
    expect(eventsOf(await loadAll(store))).toEqual(before);
    expect(existsSync(cache)).toBe(true);
    await store.close();
  });

  it('refuses a log of a newer Waypost and one that is no log', async () => {
    const store = await LogStore.open(project);
    await store.close();
    const db = await Database.open(join(project, 'events.duckdb'));
    await db.run(`UPDATE store.catalog SET document = replace(document, '"layout":1', '"layout":2')`);
    db.close();
    await expect(LogStore.open(project)).rejects.toMatchObject({ code: 'newerVersion' });
    writeFileSync(join(project, 'events.duckdb'), 'no database');
    await expect(LogStore.open(project)).rejects.toMatchObject({ code: 'io' });
  });
});
