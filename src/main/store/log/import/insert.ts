import type { Attributes } from './attributes.js';
import type { Database } from '../database.js';
import type { RowSource } from '../files/source.js';
import { inZone, instantOf, isInstant, isLocal } from './timestamps.js';

/** Rows of events; those with a `reason` are to be rejected (semantics §1). */
export async function insertEvents(
  db: Database,
  attributes: Attributes,
  source: RowSource,
  zone: string | undefined,
): Promise<number> {
  const { columns, values } = await attributes.columnsFor(source.cells);
  const cells = values.map((value, index) => `${value} AS v${index}`);
  const timestamp = source.timestamp ?? 'NULL';
  const fields = [
    `${source.userId} AS userId`,
    `${source.event ?? 'NULL'} AS event`,
    `${timestamp} AS stamp`,
    `${instantOf(timestamp)} AS read`,
    `${zone === undefined ? 'false' : isLocal(timestamp)} AS isLocal`,
    `nullif(${source.messageId ?? 'NULL'}, '') AS messageId`,
    `${source.row ?? 'NULL'} AS row`,
    `${source.fault ?? 'NULL'} AS fault`,
    ...cells,
  ];
  const instant = zone === undefined ? 'read' : `CASE WHEN isLocal THEN ${inZone('read', zone)} ELSE read END`;
  const kept = columns.map((_, index) => `v${index}`);
  return db.run(`
    INSERT INTO store.events (userId, event, time, messageId, reason, row${columns.map((name) => `, ${name}`).join('')})
    SELECT userId, event, time, messageId, reason, CASE WHEN reason IS NOT NULL THEN row END${kept.map((name) => `, ${name}`).join('')}
    FROM (
      SELECT *, CASE
          WHEN fault IS NOT NULL THEN fault
          WHEN coalesce(userId, '') = '' THEN 'no userId'
          WHEN coalesce(event, '') = '' THEN 'no event'
          WHEN coalesce(stamp, '') = '' THEN 'no timestamp'
          WHEN time IS NULL THEN 'timestamp is neither a date nor an epoch number: ' || left(stamp, 80)
          WHEN NOT ${isInstant('time')} THEN 'timestamp lies outside the years 1 to 9999: ' || left(stamp, 80)
        END AS reason
      FROM (SELECT *, ${instant} AS time FROM (SELECT ${fields.join(', ')} FROM ${source.relation}))
    )`);
}

/** Records of customers; those with a `reason` are to be rejected. */
export async function insertTraits(db: Database, attributes: Attributes, source: RowSource): Promise<number> {
  const { columns, values } = await attributes.columnsFor(source.cells);
  return db.run(`
    INSERT INTO store.traits (userId, reason, row${columns.map((name) => `, ${name}`).join('')})
    SELECT userId, reason, CASE WHEN reason IS NOT NULL THEN row END${columns.map((_, index) => `, v${index}`).join('')}
    FROM (
      SELECT *, CASE WHEN fault IS NOT NULL THEN fault WHEN coalesce(userId, '') = '' THEN 'no userId' END AS reason
      FROM (SELECT ${[`${source.userId} AS userId`, `${source.row ?? 'NULL'} AS row`, `${source.fault ?? 'NULL'} AS fault`, ...values.map((value, index) => `${value} AS v${index}`)].join(', ')}
        FROM ${source.relation})
    )`);
}
