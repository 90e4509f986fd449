import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import {
  emailSettingsSchema,
  NO_EMAIL_SETTINGS,
  type EmailSettings,
  type StoredTemplate,
  type Template,
} from '../../../shared/email/template.js';
import type { SqliteDatabase } from './sqlite.js';

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  mjml: z.string(),
  plain_text: z.string().nullable(),
  revision: z.number(),
  updated_at: z.string(),
});
type Row = z.infer<typeof rowSchema>;
const COLUMNS = 'id, name, mjml, plain_text, revision, updated_at';

/** The e-mail templates of a project. When a call that writes returns, the change is on the disk. */
export class TemplateTable {
  constructor(
    private readonly database: SqliteDatabase,
    private readonly clock: () => Date,
  ) {}

  /** By name. */
  list(): StoredTemplate[] {
    const rows = this.database.prepare(`SELECT ${COLUMNS} FROM templates ORDER BY name COLLATE NOCASE, id`).all();
    return z.array(rowSchema).parse(rows).map(toStored);
  }

  find(id: string): StoredTemplate | undefined {
    const row = this.database.prepare(`SELECT ${COLUMNS} FROM templates WHERE id = ?`).get(id);
    return row === undefined ? undefined : toStored(rowSchema.parse(row));
  }

  /** @throws EngineError `notFound`. */
  get(id: string): StoredTemplate {
    const found = this.find(id);
    if (!found) throw missing(id);
    return found;
  }

  /** @throws EngineError `conflict` when a template has this id. */
  create({ id, name, mjml, text }: Template): StoredTemplate {
    const now = this.clock().toISOString();
    const { changes } = this.database
      .prepare(
        'INSERT OR IGNORE INTO templates (id, name, mjml, plain_text, revision, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)',
      )
      .run(id, name, mjml, text, now, now);
    if (changes === 0) throw new EngineError('conflict', `The project has a template "${id}" already. Choose another id.`);
    return { id, name, mjml, text, revision: 1, updatedAt: now };
  }

  /**
   * Stores a template as its next revision.
   * @param basedOn the revision that was edited.
   * @throws EngineError `notFound`, or `conflict` when another revision was saved meanwhile.
   */
  save({ id, name, mjml, text }: Template, basedOn: number): StoredTemplate {
    const updatedAt = this.clock().toISOString();
    const { changes } = this.database
      .prepare(
        'UPDATE templates SET name = ?, mjml = ?, plain_text = ?, revision = revision + 1, updated_at = ? WHERE id = ? AND revision = ?',
      )
      .run(name, mjml, text, updatedAt, id, basedOn);
    if (changes === 0) {
      this.get(id);
      throw new EngineError(
        'conflict',
        `"${name}" was changed elsewhere since it was opened here. Reload it to go on from there.`,
      );
    }
    return { id, name, mjml, text, revision: basedOn + 1, updatedAt };
  }

  /** @throws EngineError `notFound`. */
  remove(id: string): void {
    const { changes } = this.database.prepare('DELETE FROM templates WHERE id = ?').run(id);
    if (changes === 0) throw missing(id);
  }

  settings(): EmailSettings {
    const text = this.database.prepare('SELECT settings FROM email_settings').pluck().get();
    return typeof text === 'string' ? emailSettingsSchema.parse(JSON.parse(text)) : NO_EMAIL_SETTINGS;
  }

  saveSettings(settings: EmailSettings): void {
    this.database.prepare('INSERT OR REPLACE INTO email_settings (only, settings) VALUES (1, ?)').run(JSON.stringify(settings));
  }
}

function missing(id: string): EngineError {
  return new EngineError('notFound', `The project has no e-mail template "${id}". Choose another one in the step.`);
}

function toStored({ plain_text: text, updated_at: updatedAt, ...rest }: Row): StoredTemplate {
  return { ...rest, text, updatedAt };
}
