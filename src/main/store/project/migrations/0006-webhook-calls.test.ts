import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { delivery } from './0004-delivery.js';
import { webhookCalls } from './0006-webhook-calls.js';

it('takes what was in the outbox for e-mails', () => {
  const database = new Database(':memory:');
  delivery.up(database);
  database.exec(
    "INSERT INTO outbox (journey, node, user_id, entry, count, due_at, status, next_at, changed_at) VALUES ('j', 'n', 'ana', 0, 0, 0, 'queued', 0, 0)",
  );
  webhookCalls.up(database);
  expect(database.prepare('SELECT kind FROM outbox').pluck().get()).toBe('email');
  expect(() => database.exec("UPDATE outbox SET kind = 'letter'")).toThrow(/CHECK/);
  database.close();
});
