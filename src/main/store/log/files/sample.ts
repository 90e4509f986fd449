import { z } from 'zod';
import { csvRelation, openCsv } from './csv.js';
import type { Database } from '../database.js';
import type { InspectedFile } from './file.js';
import { jsonRelation } from './json-source.js';
import { parquetColumns, parquetRelation } from './parquet-source.js';
import { valueOfText, type Value } from '../values.js';

/** The head of a file as a table of typed cells. */
export interface Sample {
  columns: string[];
  rows: (Value | null)[][];
}

/** Reads the first rows of a file that is already UTF-8. */
export function readSample(db: Database, file: InspectedFile, limit: number): Promise<Sample> {
  switch (file.format) {
    case 'csv':
      return csvSample(db, file, limit);
    case 'parquet':
      return parquetSample(db, file, limit);
    default:
      return jsonSample(db, file, limit);
  }
}

const textRow = z.record(z.string(), z.string().nullable());

async function csvSample(db: Database, file: InspectedFile, limit: number): Promise<Sample> {
  const table = await openCsv(db, file);
  const rows = await db.query(textRow, `SELECT * FROM ${csvRelation(table, 'lenient')} LIMIT ${limit}`);
  return {
    columns: [...table.columns],
    rows: rows.map((row) =>
      table.columns.map((_, index) => ((row[`c${index}`] ?? null) === null ? null : valueOfText(row[`c${index}`] ?? ''))),
    ),
  };
}

async function parquetSample(db: Database, file: InspectedFile, limit: number): Promise<Sample> {
  const columns = await parquetColumns(db, file);
  const shown = columns.map(({ sql }, index) => `${sql}::VARCHAR AS c${index}`).join(', ');
  const rows = await db.query(textRow, `SELECT ${shown} FROM ${parquetRelation(file)} LIMIT ${limit}`);
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => columns.map(({ type }, index) => typed(row[`c${index}`] ?? null, type))),
  };
}

function typed(text: string | null, type: string): Value | null {
  if (text === null || type === 'VARCHAR') return text;
  return valueOfText(text);
}

async function jsonSample(db: Database, file: InspectedFile, limit: number): Promise<Sample> {
  const rows = await db.query(
    z.object({ json: z.string().nullable() }),
    `SELECT json::VARCHAR AS json FROM ${jsonRelation(file)} LIMIT ${limit}`,
  );
  const flat = rows.flatMap(({ json }) => (json === null ? [] : [flattened(JSON.parse(json))]));
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))].slice(0, 500);
  return { columns, rows: flat.map((row) => columns.map((name) => row.get(name) ?? null)) };
}

/** Nested objects with dots, arrays by index (semantics §1). */
function flattened(value: unknown, name = '', into = new Map<string, Value>()): Map<string, Value> {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') into.set(name, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) flattened(child, name === '' ? key : `${name}.${key}`, into);
  }
  return into;
}
