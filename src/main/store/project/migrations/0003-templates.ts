import type { Migration } from './migration.js';

/** E-mail templates, and what all messages of the project have in common. */
export const templates: Migration = {
  version: 3,
  name: 'templates',
  up: (database) => {
    database.exec(`
      CREATE TABLE templates (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        mjml TEXT NOT NULL,
        plain_text TEXT,
        revision INTEGER NOT NULL CHECK (revision >= 1),
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE email_settings (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        settings TEXT NOT NULL CHECK (json_valid(settings))
      ) STRICT;
    `);
  },
};
