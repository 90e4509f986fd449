import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import type { StoredJourney } from '../../../shared/contract/journeys.js';
import { journeyDraftSchema, type JourneyDraft } from '../../../shared/journey/schema.js';
import { RevisionTable } from './revisions.js';
import type { SqliteDatabase } from './sqlite.js';
import { VersionTable } from './versions.js';

const rowSchema = z.object({ id: z.string(), draft: z.string(), revision: z.number(), updated_at: z.string() });
type Row = z.infer<typeof rowSchema>;
const COLUMNS = 'id, draft, revision, updated_at';
const archivedSchema = z.array(z.object({ id: z.string(), archived_at: z.string() }));

/** The journeys of a project. When a call that writes returns, the change is on the disk. */
export class JourneyTable {
  readonly revisions: RevisionTable;
  readonly versions: VersionTable;

  constructor(
    private readonly database: SqliteDatabase,
    private readonly clock: () => Date,
  ) {
    this.revisions = new RevisionTable(database);
    this.versions = new VersionTable(database, clock);
  }

  /** In the order in which they were made. */
  list(): StoredJourney[] {
    const rows = this.database.prepare(`SELECT ${COLUMNS} FROM journeys ORDER BY created_at, rowid`).all();
    return z.array(rowSchema).parse(rows).map(toStored);
  }

  /** @throws EngineError `notFound`. */
  get(id: string): StoredJourney {
    const row = this.find(id);
    if (!row) throw missing(id);
    return toStored(row);
  }

  has(id: string): boolean {
    return this.find(id) !== undefined;
  }

  /** @throws EngineError `conflict` when a journey has this id. */
  create(draft: JourneyDraft): StoredJourney {
    const now = this.clock().toISOString();
    const text = JSON.stringify(draft);
    this.database
      .transaction(() => {
        if (this.has(draft.id))
          throw new EngineError('conflict', `The project has a journey "${draft.id}" already. Choose another id.`);
        this.database
          .prepare('INSERT INTO journeys (id, draft, revision, created_at, updated_at) VALUES (?, ?, 1, ?, ?)')
          .run(draft.id, text, now, now);
        this.revisions.add(draft.id, 1, now, text);
      })
      .immediate();
    return { draft, revision: 1, updatedAt: now };
  }

  /**
   * Stores a draft as the next revision of its journey.
   * @param basedOn the revision that was edited.
   * @throws EngineError `notFound`, or `conflict` when another revision was saved meanwhile.
   */
  save(draft: JourneyDraft, basedOn: number): { revision: number; updatedAt: string } {
    const updatedAt = this.clock().toISOString();
    const text = JSON.stringify(draft);
    const revision = basedOn + 1;
    this.database
      .transaction(() => {
        const stored = this.find(draft.id);
        if (!stored) throw missing(draft.id);
        if (stored.revision !== basedOn) {
          throw new EngineError(
            'conflict',
            `"${draft.name}" was changed elsewhere since it was opened here. Reload it to go on from there.`,
          );
        }
        this.database
          .prepare('UPDATE journeys SET draft = ?, revision = ?, updated_at = ? WHERE id = ?')
          .run(text, revision, updatedAt, draft.id);
        this.revisions.add(draft.id, revision, updatedAt, text);
      })
      .immediate();
    return { revision, updatedAt };
  }

  /** Removes a journey; its revisions stay. @throws EngineError `notFound`. */
  remove(id: string): void {
    const { changes } = this.database.prepare('DELETE FROM journeys WHERE id = ?').run(id);
    if (changes === 0) throw missing(id);
  }

  /** When journeys were put aside, by id; those at work are not in it. */
  archived(): ReadonlyMap<string, string> {
    const rows = this.database.prepare('SELECT id, archived_at FROM journeys WHERE archived_at IS NOT NULL').all();
    return new Map(archivedSchema.parse(rows).map((row) => [row.id, row.archived_at]));
  }

  /** Puts a journey aside or takes it back among the others; its content stays as it is. @throws EngineError `notFound`. */
  archive(id: string, archived: boolean): void {
    const { changes } = this.database
      .prepare('UPDATE journeys SET archived_at = ? WHERE id = ?')
      .run(archived ? this.clock().toISOString() : null, id);
    if (changes === 0) throw missing(id);
  }

  private find(id: string): Row | undefined {
    const row = this.database.prepare(`SELECT ${COLUMNS} FROM journeys WHERE id = ?`).get(id);
    return row === undefined ? undefined : rowSchema.parse(row);
  }
}

function missing(id: string): EngineError {
  return new EngineError('notFound', `The project has no journey "${id}".`);
}

function toStored(row: Row): StoredJourney {
  return { draft: journeyDraftSchema.parse(JSON.parse(row.draft)), revision: row.revision, updatedAt: row.updated_at };
}
