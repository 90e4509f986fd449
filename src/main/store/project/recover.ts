import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EngineError } from '../../../shared/contract/error.js';
import { listBackups } from './backups.js';
import { moveDatabase, removeDatabase, replaceFile, stampOf } from './files.js';
import { LATEST_VERSION } from './migrations/index.js';
import { integrityFaults, isDamage, openSqlite, type SqliteDatabase } from './sqlite.js';
import { inspectFile } from './version.js';

export const DATABASE_NAME = 'project.db';
const BROKEN_FOLDER = 'damaged';

/** An open database and what had to be done to open it, in words for the person. */
export interface Recovered {
  database: SqliteDatabase;
  notes: string[];
}

/**
 * Opens a project's database. A damaged or missing one is replaced by the newest backup that is sound, and kept aside.
 * @throws EngineError `newerVersion` for a file of a newer Waypost, which is not touched; `notFound` where there is no
 * project; `invalid` where nothing sound is left.
 */
export function openOrRestore(projectFolder: string, now: Date): Recovered {
  const path = join(projectFolder, DATABASE_NAME);
  const state = inspectFile(path);
  if (state.kind === 'project') {
    refuseNewer(path, state.version);
    const database = openSound(path);
    if (database) return { database, notes: [] };
  }
  if (state.kind === 'foreign') {
    throw new EngineError('invalid', `${path} belongs to another program, not to Waypost. Choose another folder.`);
  }
  if (state.kind === 'missing' && listBackups(projectFolder).length === 0) {
    throw new EngineError('notFound', `${projectFolder} is not a Waypost project: it holds no ${DATABASE_NAME}.`);
  }
  return restore(projectFolder, path, state.kind === 'missing', now);
}

function refuseNewer(path: string, version: number): void {
  if (version <= LATEST_VERSION) return;
  throw new EngineError(
    'newerVersion',
    `${path} was written by a newer Waypost (layout ${String(version)}; this one knows ${String(LATEST_VERSION)}). ` +
      'It was not touched. Update Waypost to open it.',
  );
}

/** A sound database of the latest layout, to be read only; `undefined` for any other. */
export function openCurrent(path: string): SqliteDatabase | undefined {
  const state = inspectFile(path);
  return state.kind === 'project' && state.version === LATEST_VERSION ? openSound(path, { readOnly: true }) : undefined;
}

/** The database, or `undefined` when the file is damaged. */
function openSound(path: string, options: { readOnly?: boolean } = {}): SqliteDatabase | undefined {
  let database: SqliteDatabase | undefined;
  try {
    database = openSqlite(path, options);
    if (integrityFaults(database).length === 0) return database;
  } catch (error) {
    database?.close();
    if (!isDamage(error)) throw error;
    return undefined;
  }
  database.close();
  return undefined;
}

function restore(projectFolder: string, path: string, missing: boolean, now: Date): Recovered {
  const copy = `${path}.restoring`;
  for (const backup of listBackups(projectFolder)) {
    if (!copySound(backup, copy)) continue;
    const aside = missing ? undefined : setAside(projectFolder, path, now);
    replaceFile(copy, path);
    const saved = savedAt(backup);
    const found = missing ? `${DATABASE_NAME} was missing` : `${DATABASE_NAME} was damaged`;
    const kept = aside === undefined ? '' : ` The damaged file was kept as ${aside}.`;
    return {
      database: openSqlite(path),
      notes: [`${found}. The project was opened from its last good state, of ${saved}.${kept}`],
    };
  }
  throw new EngineError(
    'invalid',
    `${path} is damaged, and the project has no sound backup. The file was left as it is. Copy back an older copy of the project.`,
  );
}

function copySound(backup: string, copy: string): boolean {
  removeDatabase(copy);
  const state = inspectFile(backup);
  if (state.kind !== 'project' || state.version > LATEST_VERSION) return false;
  copyFileSync(backup, copy);
  const database = openSound(copy);
  database?.close();
  return database !== undefined;
}

function setAside(projectFolder: string, path: string, now: Date): string {
  const folder = join(projectFolder, BROKEN_FOLDER);
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `project-${stampOf(now)}.db`);
  moveDatabase(path, target);
  return target;
}

/** "2024-05-01 10:20:30 UTC" from the name of a backup. */
function savedAt(backup: string): string {
  const match = /(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})/.exec(basename(backup));
  return match ? `${match[1] ?? ''} ${match.slice(2).join(':')} UTC` : basename(backup);
}
