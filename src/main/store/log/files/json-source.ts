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
  const nested = keys.includes(holder) && (await holdsObjects(db, relation, holder));
  const leaves = await findLeaves(db, relation, nested ? `/${holder}` : '', file.name);
  const columns = [...keys, ...leaves.map(({ name }) => (nested ? `${holder}.${name}` : name))];
  const options = optionsOf(columns);
  const { mapping } = options;
  const fields = askedFields(options);
  requireColumns(
    file.name,
    [
      ...new Set([
        ...columns,
        ...(await presentPaths(
          db,
          relation,
          fields.map(({ column }) => column),
        )),
      ]),
    ],
    fields,
  );
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
    relation: `(SELECT json, json_extract(json, [${pick.pointers.map(literal).join(', ')}]) AS x FROM ${relation})`,
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

async function topKeys(db: Database, relation: string): Promise<string[]> {
  const rows = await db.query(
    z.object({ key: z.string() }),
    `SELECT DISTINCT unnest(json_keys(json)) AS key FROM ${relation} WHERE json_type(json) = 'OBJECT'`,
  );
  return rows.map(({ key }) => key);
}

/** The names that lead, by their dots, to something in some object. */
async function presentPaths(db: Database, relation: string, names: readonly string[]): Promise<string[]> {
  const counts = names.map((name, index) => `count(json_extract(json, ${literal(dotted(name))})) > 0 AS p${index}`);
  const row = await db.one(z.record(z.string(), z.boolean()), `SELECT ${counts.join(', ')} FROM ${relation}`);
  return names.filter((_, index) => row[`p${index}`] === true);
}

async function holdsObjects(db: Database, relation: string, key: string): Promise<boolean> {
  const row = await db.one(
    z.object({ found: z.boolean().nullable() }),
    `SELECT bool_or(json_type(json, ${literal(pointerTo('', key))}) = 'OBJECT') AS found FROM ${relation}`,
  );
  return row.found === true;
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

/** The text of a scalar, NULL for `null`, an object or an array. */
function scalarText(value: string): string {
  return `CASE WHEN json_type(${value}) NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN ${value} ->> '$' END`;
}

/** A JSON value keeps its kind (semantics §1), unless one type is forced. */
export function cellOfJson(value: string, kinds: { numbers: boolean; texts: boolean }, type: PropertyType): Cell {
  if (type === 'string') return { number: null, text: stringText(`(${scalarText(value)})`) };
  if (type !== 'auto') return cellOfText(`(${scalarText(value)})`, type, true);
  const number = `TRY_CAST(${value}::VARCHAR AS DOUBLE)`;
  const isNumber = `json_type(${value}) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE')`;
  const text = stringText(`(${value} ->> '$')`);
  return {
    number: kinds.numbers ? `CASE WHEN ${isNumber} AND isfinite(${number}) THEN ${number} END` : null,
    text: kinds.texts ? `CASE json_type(${value}) WHEN 'VARCHAR' THEN ${text} WHEN 'BOOLEAN' THEN ${value}::VARCHAR END` : null,
  };
}
