import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import type { JourneyVersion } from '../../../shared/contract/journeys.js';
import { journeyDraftSchema, type JourneyDraft } from '../../../shared/journey/schema.js';
import type { SqliteDatabase } from './sqlite.js';

const rowSchema = z.object({
  id: z.number(),
  name: z.string(),
  revision: z.number(),
  saved_at: z.string(),
  draft: z.string(),
});
type Row = z.infer<typeof rowSchema>;
const COLUMNS = 'id, name, revision, saved_at, draft';

/** States of journeys that somebody kept under a name. They are never pruned; only removing takes them away. */
export class VersionTable {
  constructor(
    private readonly database: SqliteDatabase,
    private readonly clock: () => Date,
  ) {}

  /** Newest first. */
  list(journey: string): JourneyVersion[] {
    const rows = this.database
      .prepare(`SELECT ${COLUMNS} FROM journey_versions WHERE journey_id = ? ORDER BY id DESC`)
      .all(journey);
    return z.array(rowSchema).parse(rows).map(toVersion);
  }

  /** @throws EngineError `notFound`. */
  get(journey: string, version: number): JourneyVersion & { draft: JourneyDraft } {
    const row = this.database
      .prepare(`SELECT ${COLUMNS} FROM journey_versions WHERE journey_id = ? AND id = ?`)
      .get(journey, version);
    if (row === undefined) throw missing(version);
    const parsed = rowSchema.parse(row);
    return { ...toVersion(parsed), draft: draftOf(parsed) };
  }

  add(name: string, draft: JourneyDraft, revision: number): JourneyVersion {
    const savedAt = this.clock().toISOString();
    const { lastInsertRowid } = this.database
      .prepare('INSERT INTO journey_versions (journey_id, name, revision, saved_at, draft) VALUES (?, ?, ?, ?, ?)')
      .run(draft.id, name, revision, savedAt, JSON.stringify(draft));
    return { version: Number(lastInsertRowid), name, revision, savedAt, nodes: draft.nodes.length };
  }

  /** @throws EngineError `notFound`. */
  rename(journey: string, version: number, name: string): void {
    const { changes } = this.database
      .prepare('UPDATE journey_versions SET name = ? WHERE journey_id = ? AND id = ?')
      .run(name, journey, version);
    if (changes === 0) throw missing(version);
  }

  /** @throws EngineError `notFound`. */
  remove(journey: string, version: number): void {
    const { changes } = this.database
      .prepare('DELETE FROM journey_versions WHERE journey_id = ? AND id = ?')
      .run(journey, version);
    if (changes === 0) throw missing(version);
  }
}

function missing(version: number): EngineError {
  return new EngineError('notFound', `The journey has no version ${String(version)}. It may have been deleted elsewhere.`);
}

function draftOf({ draft }: Row): JourneyDraft {
  return journeyDraftSchema.parse(JSON.parse(draft));
}

function toVersion(row: Row): JourneyVersion {
  return { version: row.id, name: row.name, revision: row.revision, savedAt: row.saved_at, nodes: draftOf(row).nodes.length };
}
