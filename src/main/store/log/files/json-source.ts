import { z } from 'zod';
import type { PropertyType } from '../../../../shared/contract/logs.js';
import type { Database } from '../database.js';
import { eventName, timestampOf } from './csv-source.js';
import type { InspectedFile } from './file.js';
import { findLeaves, pointerTo, type JsonLeaf } from './json-paths.js';
import { propertyPlans, requireColumns, askedFields, type NamedCell, type ReadOptions, type RowSource } from './source.js';
import { filePath, literal } from '../sql.js';
import { cellOfText, stringText, type Cell } from '../values.js';

const LARGEST_OBJECT = 64 << 20;
/** How many objects are looked at before all are. */
const SAMPLE = 5000;

/** The objects of a JSON file as rows of one column `json`; NULL where a line is no JSON. */
export function jsonRelation(file: InspectedFile): string {
  const format =
    file.format === 'ndjson' ? 'newline_delimited' : file.head.trimStart().startsWith('[') ? 'array' : 'unstructured';
  return (
    `read_json_objects(${filePath(file.path)}, format = '${format}', ` +
    `compression = 'uncompressed', maximum_object_size = ${LARGEST_OBJECT}${format === 'newline_delimited' ? ', ignore_errors = true' : ''})`
  );
}

/** Objects in the way of Segment, with `properties` (or `traits`), or flat ones whose every key is a column. */
export async function jsonSource(
  db: Database,
  file: InspectedFile,
  optionsOf: (columns: readonly string[]) => ReadOptions,
): Promise<RowSource> {
  const relation = jsonRelation(file);
  const keys = await topKeys(db, relation);
  const holder = optionsOf(keys).mapping === undefined ? 'traits' : 'properties';
  const nested = await holdsObjects(db, relation, holder);
  const leaves = await findLeaves(db, relation, nested ? `/${holder}` : '', file.name);
  // Not every object has an id. One that first comes late in the file counts too, and to look for it costs nothing.
  const late = nested && holder === 'properties' && !keys.includes('messageId') ? ['messageId'] : [];
  const columns = [...keys, ...late, ...leaves.map(({ name }) => (nested ? `${holder}.${name}` : name))];
  const options = optionsOf(columns);
  const { mapping } = options;
  const fields = askedFields(options);
  const unseen = fields.map(({ column }) => column).filter((column) => !columns.includes(column));
  requireColumns(file.name, [...columns, ...(await presentPaths(db, relation, unseen))], fields);
  const pick = new Picker();
  const text = (name: string): string => scalarText(pick.first([pointerTo('', name), dotted(name)]));
  const cells = cellsOf(planned(file.name, leaves, options, nested ? holder : undefined), pick);
  const source = {
    userId: text(mapping?.userId ?? options.customerIdColumn ?? 'userId'),
    ...(mapping === undefined
      ? {}
      : { event: eventName(mapping.event, text), timestamp: timestampOf(keys, mapping.timestamp, text(mapping.timestamp)) }),
    ...(mapping?.messageId === undefined ? {} : { messageId: text(mapping.messageId) }),
  };
  return {
    ...source,
    relation: `(SELECT json, json_extract(json, [${pick.pointers.map(literal).join(', ')}])::VARCHAR[] AS x FROM ${relation})`,
    cells,
    row: 'json::VARCHAR',
    fault: `CASE WHEN json IS NULL THEN 'not a JSON object' WHEN json_type(json) <> 'OBJECT' THEN 'JSON, but not an object' END`,
  };
}

/** Collects the pointers to be taken out of each object in one go: pointer `i` is `x[i + 1]`. */
class Picker {
  readonly pointers: string[] = [];

  value(pointer: string): string {
    const at = this.pointers.indexOf(pointer);
    if (at >= 0) return `x[${at + 1}]`;
    return `x[${this.pointers.push(pointer)}]`;
  }

  first(pointers: readonly string[]): string {
    const values = [...new Set(pointers)].map((pointer) => this.value(pointer));
    return values.length === 1
      ? (values[0] ?? 'NULL')
      : `coalesce(${values.map((value) => `nullif(${value}, 'null')`).join(', ')})`;
  }
}

function dotted(name: string): string {
  return name.split('.').reduce(pointerTo, '');
}

/** The keys of the first objects: those of all would take a look at every one. */
async function topKeys(db: Database, relation: string): Promise<string[]> {
  const rows = await db.query(
    z.object({ key: z.string() }),
    `SELECT DISTINCT unnest(json_keys(json)) AS key FROM (SELECT * FROM ${relation} LIMIT ${SAMPLE}) WHERE json_type(json) = 'OBJECT'`,
  );
  return rows.map(({ key }) => key);
}

/** The names that lead, by their dots, to something in some object. */
async function presentPaths(db: Database, relation: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  if (names.length === 0) return [];
  const counts = names.map((name, index) => `count(json_extract(json, ${literal(dotted(name))})) > 0 AS p${index}`);
  const row = await db.one(z.record(z.string(), z.boolean()), `SELECT ${counts.join(', ')} FROM ${relation}`);
  return names.filter((_, index) => row[`p${index}`] === true);
}

/** Whether some object of the file has an object there; the first ones usually tell. */
async function holdsObjects(db: Database, relation: string, key: string): Promise<boolean> {
  for (const rows of [`(SELECT * FROM ${relation} LIMIT ${SAMPLE})`, relation]) {
    const row = await db.one(
      z.object({ found: z.boolean().nullable() }),
      `SELECT bool_or(json_type(json, ${literal(pointerTo('', key))}) = 'OBJECT') AS found FROM ${rows}`,
    );
    if (row.found === true) return true;
  }
  return false;
}

interface PlannedLeaf {
  name: string;
  leaf: JsonLeaf;
  type: PropertyType;
}

function planned(fileName: string, leaves: readonly JsonLeaf[], options: ReadOptions, holder: string | undefined): PlannedLeaf[] {
  const byName = new Map(leaves.map((leaf) => [leaf.name, leaf]));
  // A mapping may name a property by its place in the whole object as well.
  const column = (name: string): string =>
    holder !== undefined && !byName.has(name) && name.startsWith(`${holder}.`) ? name.slice(holder.length + 1) : name;
  const taken = new Set(options.mapping === undefined ? [] : askedFields(options).map((field) => column(field.column)));
  return propertyPlans(fileName, [...byName.keys()], withColumns(options, column))
    .filter(({ column: from }) => options.mapping?.properties !== undefined || !taken.has(from) || holder === undefined)
    .flatMap(({ name, column: from, type }) => {
      const leaf = byName.get(from);
      return leaf === undefined ? [] : [{ name, leaf, type }];
    });
}

function withColumns(options: ReadOptions, column: (name: string) => string): ReadOptions {
  const properties = options.mapping?.properties;
  if (options.mapping === undefined || properties === undefined) return options;
  const renamed = Object.entries(properties).map(
    ([name, from]) => [name, typeof from === 'string' ? column(from) : { ...from, column: column(from.column) }] as const,
  );
  return { ...options, mapping: { ...options.mapping, properties: Object.fromEntries(renamed) } };
}

function cellsOf(plans: readonly PlannedLeaf[], pick: Picker): NamedCell[] {
  return plans.map(({ name, leaf, type }) => ({ name, cell: cellOfJson(pick.first(leaf.pointers), leaf, type) }));
}

/*
 * Values come out of an object as JSON texts, so that their first character tells their kind: to ask DuckDB for it would
 * parse each of them again.
 */

function isString(value: string): string {
  return `starts_with(${value}, '"')`;
}

function isNumber(value: string): string {
  return `(${value} >= '-' AND ${value} < ':')`;
}

function isBoolean(value: string): string {
  return `${value} IN ('true', 'false')`;
}

function contentOf(value: string): string {
  return `CASE WHEN contains(${value}, '\\') THEN json_extract_string(${value}, '$') ELSE substring(${value}, 2, length(${value}) - 2) END`;
}

/** The text of a scalar, NULL for `null`, an object or an array. */
function scalarText(value: string): string {
  return `CASE WHEN ${isString(value)} THEN ${contentOf(value)} WHEN ${isNumber(value)} OR ${isBoolean(value)} THEN ${value} END`;
}

/**
 * A JSON value keeps its kind (semantics §1), unless one type is forced.
 * @param value SQL for its JSON text
 */
export function cellOfJson(value: string, kinds: { numbers: boolean; texts: boolean }, type: PropertyType): Cell {
  if (type === 'string') return { number: null, text: stringText(`(${scalarText(value)})`) };
  if (type !== 'auto') return cellOfText(`(${scalarText(value)})`, type, true);
  const number = `TRY_CAST(${value} AS DOUBLE)`;
  return {
    number: kinds.numbers ? `CASE WHEN ${isNumber(value)} AND isfinite(${number}) THEN ${number} END` : null,
    text: kinds.texts
      ? `CASE WHEN ${isString(value)} THEN ${stringText(`(${contentOf(value)})`)} WHEN ${isBoolean(value)} THEN ${value} END`
      : null,
  };
}
