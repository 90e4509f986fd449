import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { delivery } from './0004-delivery.js';

it('makes an outbox in which a message has one place for ever', () => {
  const database = new Database(':memory:');
  delivery.up(database);
  const insert = database.prepare(
    "INSERT INTO outbox (journey, node, user_id, entry, count, due_at, status, next_at, changed_at) VALUES ('j', 'n', 'ana', 0, ?, 0, ?, 0, 0)",
  );
  insert.run(0, 'sent');
  expect(() => insert.run(0, 'queued')).toThrow(/UNIQUE/);
  expect(() => insert.run(1, 'lost')).toThrow(/CHECK/);
  database.close();
});
