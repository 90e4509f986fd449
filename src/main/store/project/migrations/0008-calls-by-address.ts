import type { Migration } from './migration.js';

/** Calls that wait are looked for by their address, each host's by themselves. */
export const callsByAddress: Migration = {
  version: 8,
  name: 'calls-by-address',
  up: (database) => {
    database.exec(
      "CREATE INDEX outbox_calls_by_address ON outbox (address, next_at, id, journey) WHERE status = 'queued' AND kind = 'webhook'",
    );
  },
};
