import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { initial } from './0001-initial.js';

it('makes the tables of a project, and they refuse what is no JSON', () => {
  const database = new Database(':memory:');
  initial.up(database);
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  expect(tables).toEqual(['journey_revisions', 'journeys', 'meta', 'runs', 'segments']);
  const insert = database.prepare(
    "INSERT INTO journeys (id, draft, revision, created_at, updated_at) VALUES ('a', ?, 1, '', '')",
  );
  expect(() => insert.run('{"half')).toThrow(/CHECK/);
  insert.run('{}');
  expect(() => insert.run('{}')).toThrow(/UNIQUE/);
  database.close();
});
