import Database from 'better-sqlite3';

export type SqliteDatabase = Database.Database;

/** Marks a SQLite file as a Waypost project (`PRAGMA application_id`): "WPT1". */
export const APPLICATION_ID = 0x57505431;

/**
 * Opens a SQLite file for work. WAL lets readers (a backup, an analyst's tool) go on beside the writer. `synchronous`
 * is FULL: a save is acknowledged only after its log is flushed, so it survives not only a killed process (NORMAL would
 * do) but also a loss of power. Saves are few and small, so a flush of some milliseconds each is cheap.
 */
export function openSqlite(path: string, { mustExist = true, readOnly = false } = {}): SqliteDatabase {
  const database = new Database(path, { fileMustExist: mustExist, readonly: readOnly, timeout: 5_000 });
  try {
    if (readOnly) return database;
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The SQLite result code of an error ("SQLITE_BUSY", "SQLITE_CORRUPT_VTAB", …); `undefined` for other errors. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined;
}

/** Whether an error says that the file itself is damaged or no database. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== undefined && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
}

/**
 * Writes what may get lost when the power fails, though not when Waypost is killed: it is not waited for until it is on the disk. Outside
 * of transactions only.
 */
export function withoutFlush(database: SqliteDatabase, write: () => void): void {
  database.pragma('synchronous = NORMAL');
  try {
    write();
  } finally {
    database.pragma('synchronous = FULL');
  }
}

/** A pragma's single number. */
export function numberPragma(database: SqliteDatabase, name: string): number {
  const value: unknown = database.pragma(name, { simple: true });
  if (typeof value !== 'number') throw new TypeError(`PRAGMA ${name} gave no number`);
  return value;
}

/** The faults that SQLite finds in the file and in its foreign keys; none in a sound file. */
export function integrityFaults(database: SqliteDatabase): string[] {
  try {
    const rows: unknown = database.pragma('integrity_check');
    const texts = Array.isArray(rows) ? rows.map((row: unknown) => textOf(row)) : [];
    const faults = texts.filter((text) => text !== 'ok');
    const orphans: unknown = database.pragma('foreign_key_check');
    if (Array.isArray(orphans) && orphans.length > 0) faults.push(`${String(orphans.length)} rows refer to rows that are gone`);
    return faults;
  } catch (error) {
    if (isDamage(error)) return [error instanceof Error ? error.message : String(error)];
    throw error;
  }
}

function textOf(row: unknown): string {
  const value: unknown = typeof row === 'object' && row !== null ? Object.values(row)[0] : row;
  return String(value);
}
