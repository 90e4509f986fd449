import { rename } from 'node:fs/promises';
import { z } from 'zod';
import type { CsvTable } from './csv.js';
import type { Database } from './database.js';
import { csvRecords } from './lines.js';
import { literal } from './sql.js';

const MOST_TEXT = 100_000;

export interface RejectScope {
  db: Database;
  table: 'store.events' | 'store.traits';
  /** How rejected rows name the file. */
  fileName: string;
  /** Row ids of the table's rows before this file was read were below this. */
  firstRow: number;
}

const markedRow = z.object({ number: z.number(), reason: z.string(), row: z.string().nullable() });

/**
 * Moves the rows that have a reason from the table to `store.rejected`.
 * @returns how many rows were marked in the table, and how many the reader of a CSV had put aside before
 */
export async function moveRejected(scope: RejectScope, csv: CsvTable | undefined): Promise<{ marked: number; broken: number }> {
  const { db, table, firstRow } = scope;
  const marked = await db.query(
    markedRow,
    `SELECT (rowid - ${firstRow})::DOUBLE AS number, reason, row FROM ${table} WHERE reason IS NOT NULL AND rowid >= ${firstRow} ORDER BY rowid`,
  );
  const broken = csv === undefined ? [] : await brokenRows(db);
  if (marked.length > 0) {
    await append(db, csv === undefined ? numbered(scope.fileName, marked) : located(scope.fileName, csv, marked, broken));
    await db.run(`DELETE FROM ${table} WHERE reason IS NOT NULL`);
  }
  await append(db, broken.map((row) => ({ file: scope.fileName, ...row })));
  return { marked: marked.length, broken: broken.length };
}

interface Rejected {
  file: string;
  line: number;
  reason: string;
  row: string;
}

function numbered(file: string, rows: readonly z.infer<typeof markedRow>[]): Rejected[] {
  return rows.map(({ number, reason, row }) => ({ file, line: number + 1, reason, row: row ?? '' }));
}

async function* located(
  file: string,
  csv: CsvTable,
  rows: readonly z.infer<typeof markedRow>[],
  broken: readonly { line: number }[],
): AsyncGenerator<Rejected> {
  const skipped = new Set(broken.map(({ line }) => line));
  let at = 0;
  for await (const record of csvRecords(csv.path, csv.gzipped, rows.map(({ number }) => number), skipped)) {
    yield { file, line: record.line, reason: rows[at++]?.reason ?? '', row: record.text };
  }
}

const REASONS: Readonly<Record<string, string>> = {
  'TOO MANY COLUMNS': 'more cells than the header has',
  'MISSING COLUMNS': 'fewer cells than the header has',
  'UNQUOTED VALUE': 'text after the closing quote of a cell',
  'INVALID ENCODING': 'characters that are no UTF-8',
  'LINE SIZE OVER MAXIMUM': 'longer than 32 MB',
};

/** What the reader put aside in lenient mode. */
async function brokenRows(db: Database): Promise<{ line: number; reason: string; row: string }[]> {
  const { exists } = await db.one(z.object({ exists: z.boolean() }), `SELECT count(*) > 0 AS exists FROM duckdb_tables() WHERE table_name = 'reject_errors'`);
  if (!exists) return [];
  const rows = await db.query(
    z.object({ line: z.number(), type: z.string(), row: z.string().nullable() }),
    `SELECT line::DOUBLE AS line, any_value(error_type::VARCHAR) AS type, any_value(csv_line) AS row FROM reject_errors GROUP BY line ORDER BY line`,
  );
  await db.run('DELETE FROM reject_errors');
  return rows.map(({ line, type, row }) => ({ line, reason: REASONS[type] ?? type.toLowerCase(), row: row ?? '' }));
}

async function append(db: Database, rows: Iterable<Rejected> | AsyncIterable<Rejected>): Promise<void> {
  const appender = await db.connection.createAppender('rejected', 'store');
  for await (const { file, line, reason, row } of rows) {
    appender.appendVarchar(file);
    appender.appendBigInt(BigInt(line));
    appender.appendVarchar(reason);
    appender.appendVarchar(row.length > MOST_TEXT ? `${row.slice(0, MOST_TEXT)}…` : row);
    appender.endRow();
  }
  appender.closeSync();
}

/** Writes the rejected rows beside the project as `file,line,reason,row`; the file appears whole or not at all. */
export async function writeRejectedFile(db: Database, path: string): Promise<() => Promise<void>> {
  const unfinished = `${path}.unfinished-${process.pid}`;
  await db.run(`COPY (SELECT file, line, reason, row FROM store.rejected ORDER BY rowid) TO ${literal(unfinished)} (FORMAT csv, HEADER)`);
  return () => rename(unfinished, path);
}
