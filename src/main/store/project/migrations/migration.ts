import type { SqliteDatabase } from '../sqlite.js';

/** One step of the layout of `project.db`. Steps are never edited once released; a change is a new step. */
export interface Migration {
  /** The layout it leads to (`PRAGMA user_version`), counted from 1 without gaps. */
  version: number;
  name: string;
  /** Runs inside a transaction of its own, with foreign keys checked at the end. */
  up: (database: SqliteDatabase) => void;
}
