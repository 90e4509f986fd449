import { z } from 'zod';
import type { Attribute } from '../catalog.js';
import type { Database } from '../database.js';

/** Makes one record of a customer's several: of each trait the value that came last stays. */
export async function mergeRecords(db: Database, traits: readonly Attribute[]): Promise<void> {
  const { repeated } = await db.one(
    z.object({ repeated: z.boolean() }),
    'SELECT count(*) > count(DISTINCT userId) AS repeated FROM store.traits',
  );
  if (!repeated) return;
  const columns = traits.flatMap(({ id, number, text }) => [...(number ? [`n${id}`] : []), ...(text ? [`t${id}`] : [])]);
  const given = new Map(
    traits.map(({ id, number, text }) => [
      id,
      [...(number ? [`n${id} IS NOT NULL`] : []), ...(text ? [`t${id} IS NOT NULL`] : [])].join(' OR '),
    ]),
  );
  const latest = columns.map(
    (column) => `arg_max_null(${column}, rowid) FILTER (${given.get(Number(column.slice(1))) ?? 'true'}) AS ${column}`,
  );
  await db.run(`
    CREATE TEMP TABLE merged AS
    SELECT userId, min(rowid) AS first${latest.map((sql) => `, ${sql}`).join('')} FROM store.traits GROUP BY userId;
    DELETE FROM store.traits;
    INSERT INTO store.traits (userId${columns.map((column) => `, ${column}`).join('')})
      SELECT userId${columns.map((column) => `, ${column}`).join('')} FROM merged ORDER BY first;
    DROP TABLE merged;`);
}
