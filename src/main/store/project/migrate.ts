import { MIGRATIONS } from './migrations/index.js';
import type { Migration } from './migrations/migration.js';
import { APPLICATION_ID, numberPragma, type SqliteDatabase } from './sqlite.js';

/**
 * Brings a database to the latest layout, one transaction for each step: a step that fails leaves the file at the step
 * before it.
 * @param beforeFirst is called once, before the first step, if there is one to take: the place for a backup.
 * @returns the layout it had.
 */
export function migrate(
  database: SqliteDatabase,
  beforeFirst: (fromVersion: number) => void,
  migrations: readonly Migration[] = MIGRATIONS,
): number {
  const fromVersion = numberPragma(database, 'user_version');
  const pending = migrations.filter((migration) => migration.version > fromVersion);
  if (pending.length > 0) beforeFirst(fromVersion);
  for (const migration of pending) applyMigration(database, migration);
  return fromVersion;
}

function applyMigration(database: SqliteDatabase, migration: Migration): void {
  // Foreign keys cannot be switched inside a transaction, and a step may rebuild a table that others refer to.
  database.pragma('foreign_keys = OFF');
  try {
    database
      .transaction(() => {
        migration.up(database);
        const orphans: unknown = database.pragma('foreign_key_check');
        if (Array.isArray(orphans) && orphans.length > 0) {
          throw new Error(`Migration ${String(migration.version)} (${migration.name}) left rows that refer to nothing`);
        }
        database.pragma(`application_id = ${String(APPLICATION_ID)}`);
        database.pragma(`user_version = ${String(migration.version)}`);
      })
      .immediate();
  } finally {
    database.pragma('foreign_keys = ON');
  }
}
