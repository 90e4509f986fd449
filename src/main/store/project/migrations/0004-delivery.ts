import type { Migration } from './migration.js';

/**
 * The outbox and what belongs to it. A message's key is unique for ever, and nothing refers to journeys: what was sent must
 * outlive the removal of its journey.
 */
export const delivery: Migration = {
  version: 4,
  name: 'delivery',
  up: (database) => {
    database.exec(`
      CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        journey TEXT NOT NULL,
        node TEXT NOT NULL,
        user_id TEXT NOT NULL,
        entry INTEGER NOT NULL,
        count INTEGER NOT NULL,
        variant TEXT NOT NULL DEFAULT '',
        due_at INTEGER NOT NULL,
        status TEXT NOT NULL CHECK (status IN
          ('queued', 'held', 'sending', 'sent', 'failed', 'doubtful', 'suppressed', 'cancelled')),
        reason TEXT NOT NULL DEFAULT '',
        flag TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '',
        subject TEXT NOT NULL DEFAULT '',
        message_id TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0,
        next_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        answer TEXT NOT NULL DEFAULT '',
        UNIQUE (journey, node, user_id, entry, count)
      ) STRICT;
      CREATE INDEX outbox_by_turn ON outbox (next_at, id) WHERE status = 'queued';
      CREATE INDEX outbox_by_status ON outbox (status, id);
      CREATE INDEX outbox_by_message_id ON outbox (message_id) WHERE message_id <> '';
      CREATE INDEX outbox_by_customer ON outbox (user_id);

      CREATE TABLE suppressions (
        address TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        since INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE activations (
        journey TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
        activated_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        versions TEXT NOT NULL CHECK (json_valid(versions))
      ) STRICT;
    `);
  },
};
