import type { Migration } from './migration.js';

/** What leaves may be a call of a webhook as well. Everything that was in the outbox before is an e-mail. */
export const webhookCalls: Migration = {
  version: 6,
  name: 'webhook-calls',
  up: (database) => {
    database.exec("ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'email' CHECK (kind IN ('email', 'webhook'))");
  },
};
