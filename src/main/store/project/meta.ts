import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import { SAMPLE_IDS } from '../../../shared/contract/projects.js';
import type { SqliteDatabase } from './sqlite.js';

const metaSchema = z.object({
  name: z.string(),
  createdAt: z.string(),
  /** Set on projects made from a sample. */
  sample: z.enum(SAMPLE_IDS).optional(),
  /** "generated data" or the source to be named, wherever the data shows. */
  dataNote: z.string().optional(),
});
export type ProjectMeta = z.infer<typeof metaSchema>;

const rowSchema = z.object({ key: z.string(), value: z.string() });

/** Stores what is known of a project as a whole. */
export function writeMeta(database: SqliteDatabase, meta: ProjectMeta): void {
  const insert = database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  database.transaction(() => {
    for (const [key, value] of Object.entries(meta)) insert.run(key, value);
  })();
}

/** @throws EngineError `invalid` when the table lacks the project's name: the file was changed by hand. */
export function readMeta(database: SqliteDatabase): ProjectMeta {
  const rows = z.array(rowSchema).parse(database.prepare('SELECT key, value FROM meta').all());
  const meta = metaSchema.safeParse(Object.fromEntries(rows.map((row) => [row.key, row.value])));
  if (!meta.success) throw new EngineError('invalid', `The project's table "meta" is incomplete: ${z.prettifyError(meta.error)}`);
  return meta.data;
}
