import { z } from 'zod';
import type { Database } from '../database.js';
import { eventName, timestampOf } from './csv-source.js';
import { databaseError } from '../failure.js';
import type { InspectedFile } from './file.js';
import { cellOfJson } from './json-source.js';
import { findLeaves } from './json-paths.js';
import {
  askedFields,
  propertyPlans,
  requireColumns,
  type NamedCell,
  type PropertyPlan,
  type ReadOptions,
  type RowSource,
} from './source.js';
import { filePath, identifier, literal } from '../sql.js';
import { cellOfText, stringText, type Cell } from '../values.js';

export interface ParquetColumn {
  name: string;
  /** What DuckDB calls it: names that differ only in case are told apart there. */
  sql: string;
  type: string;
}

export function parquetRelation(file: { path: string }): string {
  return `read_parquet(${filePath(file.path)})`;
}

/** The columns of a Parquet file, with their names as written. */
export async function parquetColumns(db: Database, file: { path: string; name: string }): Promise<ParquetColumn[]> {
  try {
    const described = await db.query(
      z.object({ column_name: z.string(), column_type: z.string() }),
      `DESCRIBE SELECT * FROM ${parquetRelation(file)}`,
    );
    const names = await topNames(db, file);
    return described.map(({ column_name, column_type }, index) => ({
      name: names.length === described.length ? (names[index] ?? column_name) : column_name,
      sql: identifier(column_name),
      type: column_type,
    }));
  } catch (error) {
    throw databaseError(file.name, error);
  }
}

/** The schema is a tree in depth-first order; the children of its root are the columns. */
async function topNames(db: Database, file: { path: string }): Promise<string[]> {
  const nodes = await db.query(
    z.object({ name: z.string(), children: z.number().nullable() }),
    `SELECT name, num_children::DOUBLE AS children FROM parquet_schema(${filePath(file.path)})`,
  );
  const names: string[] = [];
  const open: number[] = [];
  for (const { name, children } of nodes) {
    if (open.length === 1) names.push(name);
    open.push(children ?? 0);
    while (open.length > 0 && open.at(-1) === 0) {
      open.pop();
      const parent = open.at(-1);
      if (parent !== undefined) open[open.length - 1] = parent - 1;
    }
  }
  return names;
}

const NUMBERS = /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|UHUGEINT|FLOAT|DOUBLE|DECIMAL.*)$/;
const NESTED = /(\[\]|\[[0-9]+\]|^STRUCT.*|^MAP.*|^JSON)$/;

/** Parquet knows the kinds of its values, so nothing is guessed from their spelling. */
export async function parquetSource(
  db: Database,
  file: InspectedFile,
  optionsOf: (columns: readonly string[]) => ReadOptions,
): Promise<RowSource> {
  const columns = await parquetColumns(db, file);
  const names = columns.map(({ name }) => name);
  const options = optionsOf(names);
  const { mapping } = options;
  const text = (name: string): string => fieldText(columns.find((column) => column.name === name));
  requireColumns(file.name, names, askedFields(options));
  const relation = parquetRelation(file);
  const cells: NamedCell[] = [];
  for (const plan of propertyPlans(file.name, names, options)) {
    const column = columns.find(({ name }) => name === plan.column);
    if (column !== undefined) cells.push(...(await cellsOfColumn(db, file.name, relation, column, plan)));
  }
  return {
    relation,
    userId: text(mapping?.userId ?? options.customerIdColumn ?? 'userId'),
    ...(mapping === undefined
      ? {}
      : { event: eventName(mapping.event, text), timestamp: timestampOf(names, mapping.timestamp, text(mapping.timestamp)) }),
    ...(mapping?.messageId === undefined ? {} : { messageId: text(mapping.messageId) }),
    cells,
    row: `json_object(${columns.map(({ name, sql }) => `${literal(name)}, ${sql}`).join(', ')})::VARCHAR`,
  };
}

function fieldText(column: ParquetColumn | undefined): string {
  return column === undefined ? 'NULL' : `${column.sql}::VARCHAR`;
}

async function cellsOfColumn(
  db: Database,
  fileName: string,
  relation: string,
  column: ParquetColumn,
  plan: PropertyPlan,
): Promise<NamedCell[]> {
  if (!NESTED.test(column.type)) return [{ name: plan.name, cell: scalarCell(column, plan) }];
  const json = `to_json(${column.sql})`;
  const leaves = await findLeaves(db, `(SELECT ${json} AS json FROM ${relation})`, '', fileName);
  return leaves.map((leaf) => {
    const values = leaf.pointers.map((pointer) => `json_extract(${json}, ${literal(pointer)})::VARCHAR`);
    return { name: `${plan.name}.${leaf.name}`, cell: cellOfJson(`coalesce(${values.join(', ')})`, leaf, plan.type) };
  });
}

function scalarCell(column: ParquetColumn, { type }: PropertyPlan): Cell {
  const text = `${column.sql}::VARCHAR`;
  if (type !== 'auto') return cellOfText(`(${text})`, type, true);
  if (NUMBERS.test(column.type)) {
    const number = `${column.sql}::DOUBLE`;
    return { number: `CASE WHEN isfinite(${number}) THEN ${number} END`, text: null };
  }
  return { number: null, text: column.type === 'BOOLEAN' ? text : stringText(`(${text})`) };
}
