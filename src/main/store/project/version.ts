import { copyFileSync, existsSync, mkdtempSync, openSync, readSync, closeSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { APPLICATION_ID, isDamage, numberPragma } from './sqlite.js';

const HEADER_BYTES = 100;
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;
const MAGIC = 'SQLite format 3\0';

/** What a project file is, told without writing a byte to it. */
export type FileState =
  | { kind: 'missing' }
  /** Empty, cut short or no SQLite file. */
  | { kind: 'damaged' }
  /** A SQLite file of some other program. */
  | { kind: 'foreign' }
  | { kind: 'project'; version: number };

/** Tells what lies at `path`. Looks into a copy where a write-ahead log may hold a newer header than the file. */
export function inspectFile(path: string): FileState {
  if (!existsSync(path)) return { kind: 'missing' };
  const header = readHeader(path);
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) return { kind: 'damaged' };
  const inFile = stateOf(header.readUInt32BE(APPLICATION_ID_AT), header.readUInt32BE(USER_VERSION_AT));
  const log = `${path}-wal`;
  return existsSync(log) && statSync(log).size > 0 ? inspectWithLog(path, log, inFile) : inFile;
}

function stateOf(applicationId: number, version: number): FileState {
  if (applicationId === APPLICATION_ID) return { kind: 'project', version };
  return applicationId === 0 && version === 0 ? { kind: 'damaged' } : { kind: 'foreign' };
}

function readHeader(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEADER_BYTES);
    return buffer.subarray(0, readSync(file, buffer, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

function inspectWithLog(path: string, log: string, inFile: FileState): FileState {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-inspect-'));
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    copyFileSync(log, `${copy}-wal`);
    const database = new Database(copy);
    try {
      return stateOf(numberPragma(database, 'application_id'), numberPragma(database, 'user_version'));
    } finally {
      database.close();
    }
  } catch (error) {
    // A damaged file is found and mended by the integrity check that follows.
    if (isDamage(error)) return inFile;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
