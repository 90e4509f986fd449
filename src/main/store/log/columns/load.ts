import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventLog, LogColumns, ValueColumn } from '../../../../shared/simulation/log.js';
import { buildBase, numberEventNames } from './base.js';
import { readBase, readPlaces, writeBase, type LoadedBase } from './base-file.js';
import { present, type Attribute, type Catalog } from '../catalog.js';
import { cancelled, messageOf } from '../failure.js';
import type { Database } from '../database.js';
import { encodeColumn, readColumn, writeColumn, type AttributeRows } from './value-column.js';

export interface LoadOptions {
  signal?: AbortSignal;
}

export interface LoadContext {
  db: Database;
  catalog: Catalog;
  /** Where the columns of this generation are kept. */
  cacheFolder: string;
}

/** Reads the asked columns of a log into typed arrays, from the cache where it has them, else from DuckDB, filling the cache. */
export async function loadLog(context: LoadContext, columns: LogColumns, { signal }: LoadOptions): Promise<EventLog> {
  const base = await loadBase(context);
  const properties = await loadAttributes(context.catalog.properties, columns.properties, signal, (attribute) =>
    cachedColumn(context, `property-${attribute.id}.columns`, () => propertyRows(context, attribute)),
  );
  const traits = await loadAttributes(context.catalog.traits, columns.traits, signal, (attribute) =>
    cachedColumn(context, `trait-${attribute.id}.columns`, () => traitRows(attribute, base.hasTraits.length)),
  );
  const { customerIds, eventOffsets, times, eventCodes, eventNames, hasTraits } = base;
  const { from, to } = context.catalog;
  return {
    customerCount: hasTraits.length,
    eventCount: times.length,
    customerIds,
    eventOffsets,
    times,
    eventCodes,
    eventNames,
    ...(from !== null && to !== null && { period: { from, to } }),
    hasTraits,
    properties,
    traits,
  };
}

async function loadBase(context: LoadContext): Promise<LoadedBase> {
  return (await readBase(context.cacheFolder)) ?? (await rebuilt(context)).base;
}

async function loadPlaces(context: LoadContext): Promise<Uint32Array> {
  return (await readPlaces(context.cacheFolder)) ?? (await rebuilt(context)).places;
}

/** The cache was deleted, or written by a Waypost of another layout. */
async function rebuilt({ db, catalog, cacheFolder }: LoadContext): Promise<{ base: LoadedBase; places: Uint32Array }> {
  const eventNames = (await numberEventNames(db)).map(({ name }) => name);
  const { places, ...base } = await buildBase(db, catalog.events);
  await keep(cacheFolder, () => writeBase(cacheFolder, base, places, eventNames));
  return { base: { ...base, eventNames }, places };
}

async function loadAttributes(
  known: readonly Attribute[],
  names: readonly string[],
  signal: AbortSignal | undefined,
  load: (attribute: Attribute) => Promise<ValueColumn>,
): Promise<Record<string, ValueColumn>> {
  const attributes = new Map(present(known).map((attribute) => [attribute.name, attribute]));
  const loaded: [string, ValueColumn][] = [];
  for (const name of new Set(names)) {
    if (signal?.aborted === true) throw cancelled();
    const attribute = attributes.get(name);
    if (attribute !== undefined) loaded.push([name, await load(attribute)]);
  }
  // Object.fromEntries makes an own property even of a name such as __proto__.
  return Object.fromEntries(loaded);
}

async function cachedColumn(
  context: LoadContext,
  fileName: string,
  rows: () => AttributeRows | Promise<AttributeRows>,
): Promise<ValueColumn> {
  const path = join(context.cacheFolder, fileName);
  const kept = await readColumn(path);
  if (kept !== undefined) return kept;
  const column = await encodeColumn(context.db, await rows());
  await keep(context.cacheFolder, () => writeColumn(path, column));
  return column;
}

/** A full disk or a folder that may not be written must not keep anybody from reading the log. */
async function keep(folder: string, write: () => Promise<void>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await write();
  } catch (error) {
    console.warn(`The columns of the log could not be kept for the next start: ${messageOf(error)}`);
  }
}

async function propertyRows(context: LoadContext, attribute: Attribute): Promise<AttributeRows> {
  const places = await loadPlaces(context);
  return { attribute, relation: 'store.events', at: 'rowid', places, length: places.length };
}

function traitRows(attribute: Attribute, customers: number): AttributeRows {
  return {
    attribute,
    relation: '(SELECT t.*, u.code FROM store.users u JOIN store.traits t ON t.userId = u.userId)',
    at: 'code',
    length: customers,
  };
}
