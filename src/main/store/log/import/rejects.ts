import type { DuckDBDataChunk } from '@duckdb/node-api';
import { z } from 'zod';
import { EngineError } from '../../../../shared/contract/error.js';
import type { Database } from '../database.js';
import { textRecords, type TextFile } from '../files/records.js';
import type { Rejected, RejectFile } from './reject-file.js';

export interface RejectScope {
  db: Database;
  /** Where the rejected rows go. */
  rejects: RejectFile;
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

/**
 * Moves the rows that have a reason from the table to the rejected ones, and there the rows that DuckDB put aside.
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
    const rows = new MarkedRows(
      db,
      `SELECT (rowid - ${firstRow})::DOUBLE AS number, reason, row FROM ${table} WHERE reason IS NOT NULL ORDER BY rowid`,
    );
    await (text === undefined ? writeNumbered(scope, rows) : writeLocated(scope, text, rows, broken));
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

/** The marked rows in order. Millions go through here where a wrong column was chosen: nothing waits for a single one. */
class MarkedRows {
  readonly #chunks: AsyncGenerator<DuckDBDataChunk>;
  #batch: MarkedRow[] = [];
  #at = 0;

  constructor(db: Database, sql: string) {
    this.#chunks = db.chunks(sql, { whole: true });
  }

  /** The row that is next, unless `refill` must come first. */
  get head(): MarkedRow | undefined {
    return this.#batch[this.#at];
  }

  /** @returns whether the batch has more */
  advance(): boolean {
    return ++this.#at < this.#batch.length;
  }

  /** @returns whether there are more rows */
  async refill(): Promise<boolean> {
    const next = await this.#chunks.next();
    const [numbers = [], reasons = [], rows = []] = next.done === true ? [] : next.value.getColumns();
    this.#batch = numbers.map((number, index) => ({
      number: Number(number),
      reason: textOf(reasons[index]),
      row: textOf(rows[index]),
    }));
    this.#at = 0;
    return this.#batch.length > 0;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function writeNumbered({ rejects, fileName }: RejectScope, marked: MarkedRows): Promise<void> {
  while (await marked.refill()) {
    const batch: Rejected[] = [];
    for (let head = marked.head; head !== undefined; marked.advance(), head = marked.head) {
      batch.push({ file: fileName, line: head.number + 1, reason: head.reason, row: head.row });
    }
    await rejects.add(batch);
  }
}

/**
 * Walks through the file once, beside the marked rows.
 * @throws EngineError `invalid` where DuckDB has read another number of rows than are there: none is lost in silence
 */
async function writeLocated(
  { rejects, fileName, rows }: RejectScope,
  layout: TextLayout,
  marked: MarkedRows,
  broken: readonly BrokenRow[],
): Promise<void> {
  await marked.refill();
  let number = -layout.headers;
  let brokenBefore = 0;
  for await (const records of textRecords(layout.file)) {
    const batch: Rejected[] = [];
    for (const { line, end, text } of records) {
      const fault = broken[brokenBefore];
      if (fault !== undefined && fault.offset < end) {
        brokenBefore++;
        batch.push({ file: fileName, line, reason: fault.reason, row: text() });
        continue;
      }
      if (marked.head?.number === number) {
        batch.push({ file: fileName, line, reason: marked.head.reason, row: text() });
        if (!marked.advance()) await marked.refill();
      }
      number++;
    }
    await rejects.add(batch);
  }
  if (layout.lenient && number !== rows) {
    throw new EngineError(
      'invalid',
      `The rows of ${fileName} cannot be told apart: ${number} are there, ${rows} can be read. Its quotation marks may be wrong.`,
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
