import type { Migration } from './migration.js';

/**
 * Named versions of journeys, and journeys put aside. Like revisions, versions have no foreign key: what was kept on purpose
 * must outlive the removal of its journey, which can be taken back.
 */
export const versions: Migration = {
  version: 2,
  name: 'versions',
  up: (database) => {
    database.exec(`
      CREATE TABLE journey_versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        journey_id TEXT NOT NULL,
        name TEXT NOT NULL CHECK (length(name) > 0),
        revision INTEGER NOT NULL,
        saved_at TEXT NOT NULL,
        draft TEXT NOT NULL CHECK (json_valid(draft))
      ) STRICT;
      CREATE INDEX journey_versions_by_journey ON journey_versions (journey_id, id);

      ALTER TABLE journeys ADD COLUMN archived_at TEXT;
    `);
  },
};
