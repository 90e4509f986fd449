import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { initial } from './0001-initial.js';
import { versions } from './0002-versions.js';

it('adds named versions and keeps every journey, none of them archived', () => {
  const database = new Database(':memory:');
  initial.up(database);
  database.exec("INSERT INTO journeys (id, draft, revision, created_at, updated_at) VALUES ('a', '{}', 3, 'x', 'y')");
  versions.up(database);
  expect(database.prepare('SELECT id, revision, archived_at FROM journeys').all()).toEqual([
    { id: 'a', revision: 3, archived_at: null },
  ]);
  const insert = database.prepare(
    "INSERT INTO journey_versions (journey_id, name, revision, saved_at, draft) VALUES ('a', ?, 3, '', ?)",
  );
  expect(() => insert.run('', '{}')).toThrow(/CHECK/);
  expect(() => insert.run('Spring', '{"half')).toThrow(/CHECK/);
  insert.run('Spring', '{}');
  expect(database.prepare('SELECT name FROM journey_versions').pluck().all()).toEqual(['Spring']);
  database.close();
});
