import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { liveContents } from './0007-live-contents.js';

it('keeps each content once', () => {
  const database = new Database(':memory:');
  liveContents.up(database);
  const insert = database.prepare('INSERT INTO live_contents (hash, content) VALUES (?, ?)');
  insert.run('a', '{}');
  expect(() => insert.run('a', '{}')).toThrow(/UNIQUE/);
  expect(() => insert.run('b', 'no JSON')).toThrow(/CHECK/);
  database.close();
});
