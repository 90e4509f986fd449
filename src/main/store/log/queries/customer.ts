import { z } from 'zod';
import type { Scalar } from '../../../../shared/condition/comparison.js';
import { present, textOf, type Attribute, type Catalog } from '../catalog.js';
import type { Database } from '../database.js';
import { literal } from '../sql.js';
import { valueOfText } from '../values.js';

export interface LoggedEvent {
  event: string;
  /** UTC milliseconds. */
  timestamp: number;
  messageId: string | null;
  properties: Record<string, Scalar>;
}

/** Everything the log knows of one customer. */
export interface CustomerHistory {
  userId: string;
  /** Whether the customer has a trait record. */
  hasTraits: boolean;
  traits: Record<string, Scalar>;
  /** By time; equal timestamps in input order (semantics §1). */
  events: LoggedEvent[];
}

const textRow = z.record(z.string(), z.string().nullable());

/** @returns `undefined` for a customer that the log does not know */
export async function customerHistory(db: Database, catalog: Catalog, userId: string): Promise<CustomerHistory | undefined> {
  const who = literal(userId);
  const traits = present(catalog.traits);
  const [record] = await db.query(textRow, `SELECT userId${texts(traits)} FROM store.traits WHERE userId = ${who}`);
  const properties = present(catalog.properties);
  const rows = await db.query(
    textRow,
    `SELECT event, time::VARCHAR AS time, messageId${texts(properties)} FROM store.events WHERE userId = ${who} ORDER BY store.events.time, rowid`,
  );
  if (record === undefined && rows.length === 0) return undefined;
  return {
    userId,
    hasTraits: record !== undefined,
    traits: record === undefined ? {} : valuesOf(traits, record),
    events: rows.map((row) => ({
      event: row['event'] ?? '',
      timestamp: Number(row['time']),
      messageId: row['messageId'] ?? null,
      properties: valuesOf(properties, row),
    })),
  };
}

function texts(attributes: readonly Attribute[]): string {
  return attributes.map((attribute) => `, ${textOf(attribute)} AS v${attribute.id}`).join('');
}

function valuesOf(attributes: readonly Attribute[], row: Readonly<Record<string, string | null>>): Record<string, Scalar> {
  return Object.fromEntries(
    attributes.flatMap(({ id, name }) => {
      const text = row[`v${id}`];
      return text === null || text === undefined ? [] : [[name, valueOfText(text)] as const];
    }),
  );
}
