import type { Migration } from './migration.js';

/**
 * The first layout. Revisions have no foreign key to their journey: removing a journey must not remove what was once
 * saved of it.
 */
export const initial: Migration = {
  version: 1,
  name: 'initial',
  up: (database) => {
    database.exec(`
      CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE journeys (
        id TEXT PRIMARY KEY,
        draft TEXT NOT NULL CHECK (json_valid(draft)),
        revision INTEGER NOT NULL CHECK (revision >= 1),
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE journey_revisions (
        sequence INTEGER PRIMARY KEY,
        journey_id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        saved_at TEXT NOT NULL,
        draft TEXT NOT NULL CHECK (json_valid(draft))
      ) STRICT;
      CREATE INDEX journey_revisions_by_journey ON journey_revisions (journey_id, sequence);

      CREATE TABLE segments (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        condition TEXT NOT NULL CHECK (json_valid(condition)),
        updated_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        started_at TEXT NOT NULL,
        journeys TEXT NOT NULL CHECK (json_valid(journeys)),
        options TEXT NOT NULL CHECK (json_valid(options)),
        result TEXT NOT NULL CHECK (json_valid(result))
      ) STRICT;
      CREATE INDEX runs_by_start ON runs (started_at);
    `);
  },
};
