import {
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
  statSync,
  openSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProjectStore } from './index.js';
import { LATEST_VERSION } from './migrations/index.js';
import { draftOf, standingClock, temporaryFolder } from './testing.js';

let folder: ReturnType<typeof temporaryFolder>;
let project: string;
let file: string;
const clock = standingClock();
const options = { clock: clock.now };

beforeEach(() => {
  folder = temporaryFolder();
  project = join(folder.path, 'shop.waypost');
  file = join(project, 'project.db');
  const store = ProjectStore.create(project, { name: 'Shop' }, options);
  for (let index = 0; index < 60; index += 1) store.journeys.create(draftOf(`j${String(index)}`, 'A journey '.repeat(40)));
  store.close();
  clock.advance(60_000);
});
afterEach(() => {
  folder.remove();
});

const damages: Record<string, () => void> = {
  'random bytes': () => {
    writeFileSync(file, Buffer.from(Array.from({ length: 9000 }, (_, index) => (index * 7919) % 256)));
  },
  'an empty file': () => {
    writeFileSync(file, '');
  },
  'a file cut in half': () => {
    truncateSync(file, Math.floor(statSync(file).size / 2));
  },
  'pages overwritten in the middle': () => {
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(12_288, 0xa5), 0, 12_288, 8192);
    closeSync(handle);
  },
  'an empty database': () => {
    rmSync(file);
    const database = new Database(file);
    database.exec('VACUUM');
    database.close();
  },
};

describe('a damaged project.db', () => {
  it.each(Object.entries(damages))('%s: opens from the last good state and says so', (_, damage) => {
    damage();
    const damaged = readFileSync(file);
    const store = ProjectStore.open(project, options);
    expect(store.journeys.list()).toHaveLength(60);
    expect(store.notes).toEqual([expect.stringMatching(/was damaged.*last good state, of 2024-05-01.*kept as/s)]);
    store.close();
    const [kept] = readdirSync(join(project, 'damaged')).filter((name) => name.endsWith('.db'));
    expect(readFileSync(join(project, 'damaged', kept ?? '')).equals(damaged)).toBe(true);
    expect(ProjectStore.open(project, options)).toMatchObject({ notes: [] });
  });

  it('a missing file is restored too', () => {
    rmSync(file);
    const store = ProjectStore.open(project, options);
    expect(store.notes).toEqual([expect.stringContaining('was missing')]);
    expect(store.journeys.list()).toHaveLength(60);
    store.close();
  });

  it('skips backups that are damaged themselves', () => {
    const backups = join(project, 'backups');
    writeFileSync(join(backups, 'project-2030-01-01T00-00-00.000Z.db'), 'not a database');
    writeFileSync(file, 'garbage');
    const store = ProjectStore.open(project, options);
    expect(store.journeys.list()).toHaveLength(60);
    store.close();
  });

  it('with no sound backup it is refused and left alone', () => {
    rmSync(join(project, 'backups'), { recursive: true });
    writeFileSync(file, 'garbage');
    expect(() => ProjectStore.open(project, options)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining('no sound backup') as string }),
    );
    expect(readFileSync(file, 'utf8')).toBe('garbage');
  });
});

describe('a file that is not ours to change', () => {
  function change(sql: string): void {
    const database = new Database(file);
    database.exec(sql);
    database.close();
  }

  it('of a newer Waypost is refused untouched', () => {
    change(`PRAGMA user_version = ${String(LATEST_VERSION + 1)}`);
    const before = readFileSync(file);
    expect(() => ProjectStore.open(project, options)).toThrow(expect.objectContaining({ code: 'newerVersion' }));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('of a newer Waypost that was killed (its version lies in the write-ahead log) is refused untouched', () => {
    const writer = new Database(file);
    writer.pragma('wal_autocheckpoint = 0');
    writer.pragma(`user_version = ${String(LATEST_VERSION + 1)}`);
    const bytes = { file: readFileSync(file), log: readFileSync(`${file}-wal`) };
    writer.close();
    // Put back what a killed process would have left behind.
    writeFileSync(file, bytes.file);
    writeFileSync(`${file}-wal`, bytes.log);
    expect(() => ProjectStore.open(project, options)).toThrow(expect.objectContaining({ code: 'newerVersion' }));
    expect(readFileSync(file).equals(bytes.file)).toBe(true);
    expect(readFileSync(`${file}-wal`).equals(bytes.log)).toBe(true);
  });

  it('of another program is refused', () => {
    change('PRAGMA application_id = 42');
    expect(() => ProjectStore.open(project, options)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining('another program') as string }),
    );
    expect(existsSync(join(project, 'damaged'))).toBe(false);
  });
});
