import { z } from 'zod';
import { journeyDraftSchema, type JourneyDraft } from '../../../shared/journey/schema.js';
import type { SqliteDatabase } from './sqlite.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NEWEST_KEPT = 100;
/** Pruning looks at every revision of a journey, so not every save does it. */
const PRUNE_EVERY = 25;

const rowSchema = z.object({ sequence: z.number(), revision: z.number(), saved_at: z.string() });
const withDraftSchema = z.object({ revision: z.number(), saved_at: z.string(), draft: z.string() });

export interface JourneyRevision {
  revision: number;
  savedAt: string;
  draft: JourneyDraft;
}

/** How far apart (ms) the revisions of an age are kept: the older, the fewer. */
function spacing(age: number): number {
  if (age < HOUR) return 0;
  if (age < DAY) return 10 * MINUTE;
  return age < 30 * DAY ? HOUR : DAY;
}

/** Which of the save instants (epoch ms, oldest first) may go at `now`. The newest hundred always stay. */
export function revisionsToDrop(savedAt: readonly number[], now: number): number[] {
  const dropped: number[] = [];
  let lastKept = Number.NEGATIVE_INFINITY;
  savedAt.forEach((instant, index) => {
    const protectedByCount = index >= savedAt.length - NEWEST_KEPT;
    if (protectedByCount || instant - lastKept >= spacing(now - instant)) lastKept = instant;
    else dropped.push(index);
  });
  return dropped;
}

/** Every saved state of the project's journeys; those of removed journeys too. */
export class RevisionTable {
  constructor(private readonly database: SqliteDatabase) {}

  /** Adds a state; runs inside the transaction of the save. */
  add(id: string, revision: number, savedAt: string, draft: string): void {
    this.database
      .prepare('INSERT INTO journey_revisions (journey_id, revision, saved_at, draft) VALUES (?, ?, ?, ?)')
      .run(id, revision, savedAt, draft);
    if (revision % PRUNE_EVERY === 0) this.prune(id, Date.parse(savedAt));
  }

  /** Newest first. */
  list(id: string): JourneyRevision[] {
    const rows = this.database
      .prepare('SELECT revision, saved_at, draft FROM journey_revisions WHERE journey_id = ? ORDER BY sequence DESC')
      .all(id);
    return z
      .array(withDraftSchema)
      .parse(rows)
      .map((row) => ({
        revision: row.revision,
        savedAt: row.saved_at,
        draft: journeyDraftSchema.parse(JSON.parse(row.draft)),
      }));
  }

  private prune(id: string, now: number): void {
    const rows = z
      .array(rowSchema)
      .parse(
        this.database
          .prepare('SELECT sequence, revision, saved_at FROM journey_revisions WHERE journey_id = ? ORDER BY sequence')
          .all(id),
      );
    const remove = this.database.prepare('DELETE FROM journey_revisions WHERE sequence = ?');
    for (const index of revisionsToDrop(
      rows.map((row) => Date.parse(row.saved_at)),
      now,
    ))
      remove.run(rows[index]?.sequence);
  }
}
