import { rename } from 'node:fs/promises';
import { z } from 'zod';
import { EngineError } from '../../../../shared/contract/error.js';
import type { Database } from '../database.js';
import { textRecords, type TextFile } from '../files/records.js';
import { literal } from '../sql.js';

/** A rejected row is kept up to this many characters. */
const MOST_TEXT = 100_000;

export interface RejectScope {
  db: Database;
  table: 'store.events' | 'store.traits';
  /** How rejected rows name the file. */
  fileName: string;
  /** The row id of the first row that was read from the file. */
  firstRow: number;
  /** How many rows were read. */
  rows: number;
  /** Set for files of lines, so that a rejected row can be told by its line. */
  text?: TextLayout;
}

export interface TextLayout {
  file: TextFile;
  /** How many records come before the first row. */
  headers: number;
  /** Whether DuckDB put rows aside that it could not read. */
  lenient: boolean;
}

interface Rejected {
  line: number;
  reason: string;
  row: string;
}

/**
 * Moves the rows that have a reason from the table to `store.rejected`, and there the rows that DuckDB put aside.
 * @returns how many rows were marked in the table, and how many the reader of a CSV had put aside before
 */
export async function moveRejected(scope: RejectScope): Promise<{ marked: number; broken: number }> {
  const { db, table, firstRow, text } = scope;
  const broken = text?.lenient === true ? await brokenRows(db) : [];
  const { marked } = await db.one(
    z.object({ marked: z.number() }),
    `SELECT count(*)::DOUBLE AS marked FROM ${table} WHERE reason IS NOT NULL`,
  );
  if (marked > 0 || text?.lenient === true) {
    const rows = markedRows(
      db,
      `SELECT (rowid - ${firstRow})::DOUBLE AS number, reason, row FROM ${table} WHERE reason IS NOT NULL ORDER BY rowid`,
    );
    await append(scope, text === undefined ? numbered(rows) : located(text, scope.rows, rows, broken));
  }
  if (marked > 0) await db.run(`DELETE FROM ${table} WHERE reason IS NOT NULL`);
  return { marked, broken: broken.length };
}

interface MarkedRow {
  /** Counted from 0 among the rows read. */
  number: number;
  reason: string;
  row: string;
}

async function* markedRows(db: Database, sql: string): AsyncGenerator<MarkedRow> {
  for await (const chunk of db.chunks(sql, { whole: true })) {
    for (const [number, reason, row] of chunk.getRows())
      yield { number: Number(number), reason: String(reason), row: row === null ? '' : String(row) };
  }
}

async function* numbered(rows: AsyncIterable<MarkedRow>): AsyncGenerator<Rejected> {
  for await (const { number, reason, row } of rows) yield { line: number + 1, reason, row };
}

/**
 * Walks through the file once, beside the marked rows.
 * @throws EngineError `invalid` where DuckDB has read another number of rows than are there: none is lost in silence
 */
async function* located(
  { file, headers, lenient }: TextLayout,
  read: number,
  rows: AsyncIterable<MarkedRow>,
  broken: readonly BrokenRow[],
): AsyncGenerator<Rejected> {
  const marked = rows[Symbol.asyncIterator]();
  let next = await marked.next();
  let number = -headers;
  let brokenBefore = 0;
  for await (const { line, end, text } of textRecords(file)) {
    const fault = broken[brokenBefore];
    if (fault !== undefined && fault.offset < end) {
      brokenBefore++;
      yield { line, reason: fault.reason, row: text() };
      continue;
    }
    if (next.done !== true && next.value.number === number) {
      yield { line, reason: next.value.reason, row: text() };
      next = await marked.next();
    }
    number++;
  }
  if (lenient && number !== read) {
    throw new EngineError(
      'invalid',
      `The rows of ${file.name} cannot be told apart: ${number} are there, ${read} can be read. Its quotation marks may be wrong.`,
    );
  }
}

const REASONS: Readonly<Record<string, string>> = {
  'TOO MANY COLUMNS': 'more cells than the header has',
  'MISSING COLUMNS': 'fewer cells than the header has',
  'UNQUOTED VALUE': 'text after the closing quotation mark of a cell',
  'INVALID ENCODING': 'characters that are no UTF-8',
  'LINE SIZE OVER MAXIMUM': 'longer than 32 MB',
};

interface BrokenRow {
  /** The byte at which the row begins. */
  offset: number;
  reason: string;
}

/** What DuckDB put aside in lenient mode, in the order of the file. */
async function brokenRows(db: Database): Promise<BrokenRow[]> {
  const { exists } = await db.one(
    z.object({ exists: z.boolean() }),
    `SELECT count(*) > 0 AS exists FROM duckdb_tables() WHERE table_name = 'reject_errors'`,
  );
  if (!exists) return [];
  // Its count of lines leaves out blank ones and those inside quotes; its bytes count from 1.
  const rows = await db.query(
    z.object({ offset: z.number(), type: z.string() }),
    `SELECT (line_byte_position - 1)::DOUBLE AS "offset", any_value(error_type::VARCHAR) AS type FROM reject_errors GROUP BY ALL ORDER BY 1`,
  );
  await db.run('DROP TABLE reject_errors; DROP TABLE reject_scans;');
  return rows.map(({ offset, type }) => ({ offset, reason: REASONS[type] ?? type.toLowerCase() }));
}

async function append({ db, fileName }: RejectScope, rows: AsyncIterable<Rejected>): Promise<void> {
  const appender = await db.connection.createAppender('rejected', 'store');
  for await (const { line, reason, row } of rows) {
    appender.appendVarchar(fileName);
    appender.appendBigInt(BigInt(line));
    appender.appendVarchar(reason);
    appender.appendVarchar(row.length > MOST_TEXT ? `${row.slice(0, MOST_TEXT)}…` : row);
    appender.endRow();
  }
  appender.closeSync();
}

/** Writes the rejected rows as `file,line,reason,row` to a file beside its place; the answer puts it there, whole. */
export async function writeRejectedFile(db: Database, path: string): Promise<() => Promise<void>> {
  const unfinished = `${path}.unfinished-${process.pid}`;
  await db.run(
    `COPY (SELECT file, line, reason, row FROM store.rejected ORDER BY rowid) TO ${literal(unfinished)} (FORMAT csv, HEADER)`,
  );
  return () => rename(unfinished, path);
}
