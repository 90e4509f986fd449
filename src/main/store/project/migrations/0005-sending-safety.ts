import type { Migration } from './migration.js';

/**
 * Two facts about a message: under which start of the machine it was claimed for sending (empty: it is not), and when a person
 * last released it. And a place where the steps of messages that leave are written in a row, until they join the outbox.
 */
export const sendingSafety: Migration = {
  version: 5,
  name: 'sending-safety',
  up: (database) => {
    database.exec(`
      ALTER TABLE outbox ADD COLUMN claim TEXT NOT NULL DEFAULT '';
      ALTER TABLE outbox ADD COLUMN released_at INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX outbox_by_claim ON outbox (id) WHERE claim <> '';
      CREATE TABLE outbox_steps (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, changes TEXT NOT NULL) STRICT;
    `);
  },
};
