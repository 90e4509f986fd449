import { z } from 'zod';
import type { Scalar } from '../../../../shared/condition/comparison.js';
import { present, textOf, type Attribute, type Catalog } from '../catalog.js';
import type { Database } from '../database.js';
import { literal } from '../sql.js';
import { valueOfText } from '../values.js';

export interface ValueCount {
  value: Scalar;
  count: number;
}

export interface ValueSearch {
  /** Only values that contain this text, whatever its case. */
  search?: string;
  limit: number;
}

/** The most frequent values of a property, of one event if named. */
export async function propertyValues(
  db: Database,
  catalog: Catalog,
  query: ValueSearch & { property: string; event?: string },
): Promise<ValueCount[]> {
  const attribute = present(catalog.properties).find(({ name }) => name === query.property);
  const where = query.event === undefined ? [] : [`event = ${literal(query.event)}`];
  return attribute === undefined ? [] : values(db, 'store.events', attribute, where, query);
}

/** The most frequent values of a trait. */
export async function traitValues(db: Database, catalog: Catalog, query: ValueSearch & { trait: string }): Promise<ValueCount[]> {
  const attribute = present(catalog.traits).find(({ name }) => name === query.trait);
  return attribute === undefined ? [] : values(db, 'store.traits', attribute, [], query);
}

async function values(
  db: Database,
  table: string,
  attribute: Attribute,
  conditions: readonly string[],
  { search, limit }: ValueSearch,
): Promise<ValueCount[]> {
  const text = textOf(attribute);
  const where = [
    `${text} IS NOT NULL`,
    ...conditions,
    ...(search === undefined || search === '' ? [] : [`contains(lower(${text}), ${literal(search.toLowerCase())})`]),
  ];
  const rows = await db.query(
    z.object({ text: z.string(), count: z.number() }),
    `SELECT ${text} AS text, count(*)::DOUBLE AS count FROM ${table} WHERE ${where.join(' AND ')} GROUP BY text ORDER BY count DESC, text LIMIT ${whole(limit)}`,
  );
  return rows.map(({ text: spelling, count }) => ({ value: valueOfText(spelling), count }));
}

/** Customers whose userId contains the text; those that begin with it first. */
export async function findCustomers(db: Database, search: string, limit: number): Promise<{ userId: string; events: number }[]> {
  const text = literal(search.toLowerCase());
  return db.query(
    z.object({ userId: z.string(), events: z.number() }),
    `SELECT userId, events FROM store.users WHERE contains(lower(userId), ${text})
     ORDER BY userId = ${literal(search)} DESC, starts_with(lower(userId), ${text}) DESC, userId LIMIT ${whole(limit)}`,
  );
}

function whole(limit: number): number {
  return Math.max(0, Math.min(10_000, Math.trunc(limit)));
}
