import type { Migration } from './migration.js';

/** Templates and segments as live journeys took them along, each content once under its hash. */
export const liveContents: Migration = {
  version: 7,
  name: 'live-contents',
  up: (database) => {
    database.exec(
      'CREATE TABLE live_contents (hash TEXT PRIMARY KEY, content TEXT NOT NULL CHECK (json_valid(content))) STRICT, WITHOUT ROWID',
    );
  },
};
