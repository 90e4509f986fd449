import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { templates } from './0003-templates.js';

it('makes a place for templates and one for the settings of e-mails', () => {
  const database = new Database(':memory:');
  templates.up(database);
  const add = database.prepare("INSERT INTO templates VALUES ('a', 'A', '<mjml/>', NULL, 1, '', '')");
  add.run();
  expect(() => add.run()).toThrow(/UNIQUE/);
  const settings = database.prepare('INSERT INTO email_settings VALUES (?, ?)');
  expect(() => settings.run(1, '{')).toThrow(/CHECK/);
  expect(() => settings.run(2, '{}')).toThrow(/CHECK/);
  database.close();
});
