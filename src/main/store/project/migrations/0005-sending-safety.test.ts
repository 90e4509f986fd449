import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { delivery } from './0004-delivery.js';
import { sendingSafety } from './0005-sending-safety.js';

it('finds no earlier message claimed or released', () => {
  const database = new Database(':memory:');
  delivery.up(database);
  database.exec(
    "INSERT INTO outbox (journey, node, user_id, entry, count, due_at, status, next_at, changed_at) VALUES ('j', 'n', 'ana', 0, 0, 0, 'queued', 0, 0)",
  );
  sendingSafety.up(database);
  expect(database.prepare('SELECT claim, released_at FROM outbox').get()).toEqual({ claim: '', released_at: 0 });
  database.close();
});
