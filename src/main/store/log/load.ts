import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventLog, LogColumns, ValueColumn } from '../../../shared/simulation/log.js';
import { buildBase, numberEventNames } from './base.js';
import { readBase, writeBase, type LoadedBase } from './base-file.js';
import { present, type Attribute, type Catalog } from './catalog.js';
import { columnOf } from './chunks.js';
import { cancelled } from './failure.js';
import type { Database } from './database.js';
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
    cachedColumn(context, `property-${attribute.id}.columns`, () => propertyRows(attribute, base)),
  );
  const traits = await loadAttributes(context.catalog.traits, columns.traits, signal, (attribute) =>
    cachedColumn(context, `trait-${attribute.id}.columns`, () => traitRows(context.db, attribute, base)),
  );
  const { customerIds, eventOffsets, times, eventCodes, eventNames, hasTraits } = base;
  return {
    customerCount: hasTraits.length, eventCount: times.length,
    customerIds, eventOffsets, times, eventCodes, eventNames, hasTraits, properties, traits,
  };
}

async function loadBase({ db, catalog, cacheFolder }: LoadContext): Promise<LoadedBase> {
  const kept = await readBase(cacheFolder);
  if (kept !== undefined) return kept;
  const names = await numberEventNames(db);
  const base = await buildBase(db, catalog.events);
  const eventNames = names.map(({ name }) => name);
  await mkdir(cacheFolder, { recursive: true });
  await writeBase(cacheFolder, base, eventNames);
  return { ...base, eventNames };
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

async function cachedColumn(context: LoadContext, fileName: string, rows: () => AttributeRows | Promise<AttributeRows>): Promise<ValueColumn> {
  const path = join(context.cacheFolder, fileName);
  const kept = await readColumn(path);
  if (kept !== undefined) return kept;
  const column = await encodeColumn(context.db, await rows());
  await mkdir(context.cacheFolder, { recursive: true });
  await writeColumn(path, column);
  return column;
}

function propertyRows(attribute: Attribute, base: LoadedBase): AttributeRows {
  return { attribute, relation: 'store.events', places: base.places, length: base.times.length };
}

async function traitRows(db: Database, attribute: Attribute, base: LoadedBase): Promise<AttributeRows> {
  const places: number[] = [];
  for await (const chunk of db.chunks('SELECT u.code FROM store.users u WHERE u.record ORDER BY u.code')) {
    for (const code of columnOf(chunk, 0, Uint32Array)) places.push(code);
  }
  return {
    attribute,
    relation: '(SELECT t.* FROM store.users u JOIN store.traits t ON t.userId = u.userId WHERE u.record ORDER BY u.code)',
    places: Uint32Array.from(places),
    length: base.hasTraits.length,
  };
}
