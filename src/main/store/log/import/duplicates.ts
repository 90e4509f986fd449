import { z } from 'zod';
import type { Database } from '../database.js';

/**
 * Deletes the events whose messageId an earlier row of the log has; empty ids never clash (semantics §1).
 * Hashes find the few candidates cheaply; the ids themselves decide.
 */
export async function removeDuplicates(db: Database): Promise<number> {
  await db.run(`
    CREATE OR REPLACE TEMP TABLE repeated AS
    SELECT hash(messageId) AS hash FROM store.events WHERE messageId IS NOT NULL GROUP BY hash HAVING count(*) > 1`);
  const { total } = await db.one(z.object({ total: z.number() }), 'SELECT count(*)::DOUBLE AS total FROM repeated');
  if (total === 0) return 0;
  return db.run(`
    DELETE FROM store.events WHERE rowid IN (
      SELECT row FROM (
        SELECT rowid AS row, row_number() OVER (PARTITION BY messageId ORDER BY rowid) AS place
        FROM store.events WHERE messageId IS NOT NULL AND hash(messageId) IN (SELECT hash FROM repeated)
      ) WHERE place > 1
    )`);
}
