import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import type { Database } from './database.js';

/** Raised when the layout of the tables or of the cached columns changes. */
export const LAYOUT_VERSION = 1;

const attributeSchema = z.object({
  name: z.string(),
  /** Its columns are `n<id>` and `t<id>`. */
  id: z.number(),
  /** Whether the table has the column. */
  number: z.boolean(),
  text: z.boolean(),
  /** Which kinds of values the log holds. */
  numbers: z.boolean(),
  booleans: z.boolean(),
  strings: z.boolean(),
  /** Whether texts with a string mark occur. */
  marked: z.boolean(),
});
/** A property or a trait. */
export type Attribute = z.infer<typeof attributeSchema>;

const catalogSchema = z.object({
  layout: z.number(),
  /** Changes with every import. */
  generation: z.string(),
  events: z.number(),
  customers: z.number(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** In the order of their codes: most frequent first. */
  eventNames: z.array(z.object({ name: z.string(), count: z.number() })),
  properties: z.array(attributeSchema),
  traits: z.array(attributeSchema),
  /** Of the last import. */
  rejected: z.number(),
  rejectedFile: z.string().nullable(),
});
/** What the log holds, kept beside it so that nothing needs to be counted again. */
export type Catalog = z.infer<typeof catalogSchema>;

export const EMPTY_CATALOG: Catalog = {
  layout: LAYOUT_VERSION,
  generation: 'empty',
  events: 0,
  customers: 0,
  from: null,
  to: null,
  eventNames: [],
  properties: [],
  traits: [],
  rejected: 0,
  rejectedFile: null,
};

/**
 * Makes the tables of an empty log. Names of properties never become names of columns: those collide and are hostile.
 * Customers come in no order, so that their ids compress badly: trying takes a fifth of an import and saves little.
 */
export async function createTables(db: Database): Promise<void> {
  await db.run(`
    CREATE SCHEMA store;
    CREATE TABLE store.catalog (document VARCHAR);
    CREATE TABLE store.events (userId VARCHAR USING COMPRESSION uncompressed, event VARCHAR, time BIGINT, messageId VARCHAR, reason VARCHAR, row VARCHAR);
    CREATE TABLE store.traits (userId VARCHAR, reason VARCHAR, row VARCHAR);
    CREATE TABLE store.users (code UINTEGER, userId VARCHAR, events UINTEGER, record BOOLEAN);
    CREATE TABLE store.rejected (file VARCHAR, line BIGINT, reason VARCHAR, row VARCHAR);
  `);
}

/** @throws EngineError `newerVersion` for a log of a newer Waypost. */
export async function readCatalog(db: Database): Promise<Catalog> {
  const { document } = await db.one(z.object({ document: z.string() }), 'SELECT document FROM store.catalog');
  const layout = z.object({ layout: z.number() }).parse(JSON.parse(document));
  if (layout.layout > LAYOUT_VERSION) {
    throw new EngineError('newerVersion', 'The log of this project was written by a newer Waypost. Update Waypost to open it.');
  }
  return catalogSchema.parse(JSON.parse(document));
}

export async function writeCatalog(db: Database, catalog: Catalog): Promise<void> {
  await db.run('DELETE FROM store.catalog');
  await db.run('INSERT INTO store.catalog VALUES ($1)', [JSON.stringify(catalog)]);
}

/** The type of an attribute in words: `number`, `boolean`, `string` or `mixed`. */
export function typeOfAttribute(attribute: Attribute): string {
  const { numbers, booleans, strings } = attribute;
  if (Number(numbers) + Number(booleans) + Number(strings) > 1) return 'mixed';
  if (numbers) return 'number';
  return booleans ? 'boolean' : 'string';
}

/** Attributes that have a value somewhere. */
export function present(attributes: readonly Attribute[]): Attribute[] {
  return attributes.filter(({ numbers, booleans, strings }) => numbers || booleans || strings);
}

/** The stored columns of an attribute as one text, in the spelling of `valueOfText`; NULL where it is absent. */
export function textOf(attribute: Attribute): string {
  const { id } = attribute;
  if (!attribute.number) return `t${id}`;
  return attribute.text ? `coalesce(t${id}, n${id}::VARCHAR)` : `n${id}::VARCHAR`;
}
