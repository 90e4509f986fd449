import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import { removeDatabase } from './files.js';
import { isDamage, sqliteCode, type SqliteDatabase } from './sqlite.js';

const LOCK_NAME = 'project.lock';
const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** Held while a project is open, so that no second window, command or machine works on it. */
export interface ProjectLock {
  release(): void;
}

/**
 * Takes the lock of a project. It is a SQLite lock on a small file of its own: the operating system frees it when the
 * process ends in whatever way, so a crash never leaves a project locked.
 * @throws EngineError `conflict`, naming the holder, when the project is open elsewhere.
 */
export function lockProject(projectFolder: string, now: Date): ProjectLock {
  const path = join(projectFolder, LOCK_NAME);
  const database = openLockFile(path);
  try {
    writeHolder(database, now);
    // The write lock is kept until release; others may still read who holds it.
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const busy = sqliteCode(error)?.startsWith('SQLITE_BUSY') === true;
    const holder = busy ? readHolder(database) : undefined;
    database.close();
    if (busy) throw new EngineError('conflict', openElsewhere(projectFolder, holder), [], { cause: error });
    throw error;
  }
  return {
    release: () => {
      database.close();
    },
  };
}

function openLockFile(path: string): SqliteDatabase {
  const database = new Database(path, { timeout: 200 });
  try {
    database.pragma('schema_version');
    return database;
  } catch (error) {
    database.close();
    if (!isDamage(error)) throw error;
    // The file holds nothing worth keeping.
    removeDatabase(path);
    return new Database(path, { timeout: 200 });
  }
}

function writeHolder(database: SqliteDatabase, now: Date): void {
  const holder: Holder = { pid: process.pid, host: hostname(), since: now.toISOString() };
  database
    .transaction(() => {
      database.exec(
        'CREATE TABLE IF NOT EXISTS holder (only INTEGER PRIMARY KEY CHECK (only = 1), pid INTEGER, host TEXT, since TEXT) STRICT',
      );
      database.prepare('INSERT OR REPLACE INTO holder (only, pid, host, since) VALUES (1, @pid, @host, @since)').run(holder);
    })
    .immediate();
}

function readHolder(database: SqliteDatabase): Holder | undefined {
  try {
    return holderSchema.safeParse(database.prepare('SELECT pid, host, since FROM holder').get()).data;
  } catch (error) {
    // Who holds it is only told to be helpful; the lock stands without.
    if (sqliteCode(error) !== undefined) return undefined;
    throw error;
  }
}

function openElsewhere(projectFolder: string, holder: Holder | undefined): string {
  const isOther = holder !== undefined && (holder.pid !== process.pid || holder.host !== hostname());
  const who = isOther ? ` (process ${String(holder.pid)} on ${holder.host}, since ${holder.since})` : '';
  return `${projectFolder} is open in another Waypost window or command${who}. Close it there first.`;
}
