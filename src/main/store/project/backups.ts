import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeDatabase, replaceFile, stampOf } from './files.js';
import type { SqliteDatabase } from './sqlite.js';

const FOLDER = 'backups';
const ROLLING = /^project-(\d{4}-\d{2}-\d{2})T[\d.-]+Z\.db$/;
const BEFORE_MIGRATION = /^before-layout-\d+-\d{4}-\d{2}-\d{2}T[\d.-]+Z\.db$/;
const NEWEST_KEPT = 5;
const DAYS_KEPT = 7;
const MIGRATION_BACKUPS_KEPT = 3;

/** Where a project keeps its backups. */
export function backupFolder(projectFolder: string): string {
  return join(projectFolder, FOLDER);
}

/** The rolling backups of a project, newest first. */
export function listBackups(projectFolder: string): string[] {
  return namesIn(projectFolder, ROLLING)
    .toReversed()
    .map((name) => join(backupFolder(projectFolder), name));
}

/** Writes a rolling backup and drops those that are no longer needed. */
export function backUp(database: SqliteDatabase, projectFolder: string, now: Date): void {
  // With the log emptied first, closing writes nothing more: the file is then older than its backup.
  database.pragma('wal_checkpoint(TRUNCATE)');
  writeBackup(database, projectFolder, `project-${stampOf(now)}.db`);
  const names = namesIn(projectFolder, ROLLING);
  const kept = keptBackups(names);
  removeFiles(
    projectFolder,
    names.filter((name) => !kept.has(name)),
  );
}

/** Writes the backup that precedes a change of the layout. */
export function backUpBeforeMigration(database: SqliteDatabase, projectFolder: string, fromVersion: number, now: Date): void {
  writeBackup(database, projectFolder, `before-layout-${String(fromVersion + 1)}-${stampOf(now)}.db`);
  removeFiles(projectFolder, namesIn(projectFolder, BEFORE_MIGRATION).slice(0, -MIGRATION_BACKUPS_KEPT));
}

/** Which of these rolling backups (oldest first) stay: the newest few, and the newest of each of the last days. */
export function keptBackups(names: readonly string[]): ReadonlySet<string> {
  const newestOfDay = new Map<string, string>();
  for (const name of names) {
    const day = ROLLING.exec(name)?.[1];
    if (day !== undefined) newestOfDay.set(day, name);
  }
  return new Set([...names.slice(-NEWEST_KEPT), ...[...newestOfDay.values()].slice(-DAYS_KEPT)]);
}

/**
 * `VACUUM INTO` reads every page through SQLite, so it fails on a damaged file instead of copying the damage over a good
 * backup, and it gives one file that needs no write-ahead log.
 */
function writeBackup(database: SqliteDatabase, projectFolder: string, name: string): void {
  const folder = backupFolder(projectFolder);
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, 'unfinished.db');
  removeDatabase(unfinished);
  database.prepare('VACUUM INTO ?').run(unfinished);
  replaceFile(unfinished, join(folder, name));
}

function namesIn(projectFolder: string, pattern: RegExp): string[] {
  const folder = backupFolder(projectFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort();
}

function removeFiles(projectFolder: string, names: readonly string[]): void {
  for (const name of names) rmSync(join(backupFolder(projectFolder), name), { force: true });
}
