import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUpBeforeMigration } from './backups.js';
import { migrate } from './migrate.js';
import { LATEST_VERSION, MIGRATIONS } from './migrations/index.js';
import type { Migration } from './migrations/migration.js';
import { numberPragma, openSqlite, type SqliteDatabase } from './sqlite.js';
import { temporaryFolder } from './testing.js';

let folder: ReturnType<typeof temporaryFolder>;
let database: SqliteDatabase;
beforeEach(() => {
  folder = temporaryFolder();
  database = openSqlite(join(folder.path, 'project.db'), { mustExist: false });
});
afterEach(() => {
  database.close();
  folder.remove();
});

const one: Migration = {
  version: 1,
  name: 'one',
  up: (db) => {
    db.exec('CREATE TABLE first (x)');
  },
};
const two: Migration = {
  version: 2,
  name: 'two',
  up: (db) => {
    db.exec('CREATE TABLE second (x)');
    db.exec('INSERT INTO no_such_table VALUES (1)');
  },
};

describe('migrations', () => {
  it('are numbered from 1 without gaps', () => {
    expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('run once', () => {
    expect(migrate(database, () => undefined)).toBe(0);
    expect(numberPragma(database, 'user_version')).toBe(LATEST_VERSION);
    expect(
      migrate(database, () => {
        throw new Error('nothing to back up for');
      }),
    ).toBe(LATEST_VERSION);
  });

  it('leave the file at the step before one that fails', () => {
    migrate(database, () => undefined, [one]);
    expect(() => migrate(database, () => undefined, [one, two])).toThrow(/no_such_table/);
    expect(numberPragma(database, 'user_version')).toBe(1);
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    expect(tables).toEqual(['first']);
  });

  it('refuse to leave rows that refer to nothing', () => {
    const orphan: Migration = {
      version: 1,
      name: 'orphan',
      up: (db) => {
        db.exec('CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a); INSERT INTO b VALUES (7)');
      },
    };
    expect(() => migrate(database, () => undefined, [orphan])).toThrow(/refer to nothing/);
    expect(numberPragma(database, 'user_version')).toBe(0);
  });

  it('are preceded by a backup of the old layout', () => {
    migrate(database, () => undefined, [one]);
    database.exec('INSERT INTO first VALUES (42)');
    migrate(
      database,
      (from) => {
        backUpBeforeMigration(database, folder.path, from, new Date('2024-05-01T10:00:00Z'));
      },
      [
        one,
        {
          ...two,
          up: (db) => {
            db.exec('DROP TABLE first');
          },
        },
      ],
    );
    const [name] = readdirSync(join(folder.path, 'backups'));
    expect(name).toBe('before-layout-2-2024-05-01T10-00-00.000Z.db');
    const backup = new Database(join(folder.path, 'backups', name ?? ''));
    expect(backup.prepare('SELECT x FROM first').pluck().get()).toBe(42);
    expect(numberPragma(backup, 'user_version')).toBe(1);
    backup.close();
  });
});
