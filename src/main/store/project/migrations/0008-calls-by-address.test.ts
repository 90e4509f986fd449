import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { delivery } from './0004-delivery.js';
import { sendingSafety } from './0005-sending-safety.js';
import { webhookCalls } from './0006-webhook-calls.js';
import { callsByAddress } from './0008-calls-by-address.js';

it('finds the addresses that wait without a look at the messages', () => {
  const database = new Database(':memory:');
  for (const { up } of [delivery, sendingSafety, webhookCalls, callsByAddress]) up(database);
  // It is an error to name an index that cannot serve.
  const addresses =
    "SELECT DISTINCT address FROM outbox INDEXED BY outbox_calls_by_address WHERE status = 'queued' AND kind = 'webhook' AND next_at <= 1";
  expect(database.prepare(addresses).all()).toEqual([]);
  const plan = JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${addresses}`).all());
  expect(plan).toContain('COVERING INDEX');
  database.close();
});
