import type { DuckDBValue } from '@duckdb/node-api';
import { EngineError } from '../../../../shared/contract/error.js';
import type { Scalar } from '../../../../shared/condition/comparison.js';
import { Database } from '../database.js';
import { cancelled, messageOf } from '../failure.js';

export interface SqlAnswer {
  columns: string[];
  rows: (Scalar | null)[][];
  truncated: boolean;
}

export interface SqlOptions {
  signal?: AbortSignal;
  /** At most this many rows; 10 000 when absent. */
  limit?: number;
}

const MOST_ROWS = 10_000;
/** `StatementType.SELECT` and `.EXPLAIN` of DuckDB, whose enum would load the library with this module. */
const READING_STATEMENTS: readonly number[] = [1, 4];

/**
 * Runs a query of an analyst over a log, in an instance of its own that can only read this one file: statements that
 * change anything, other files and settings are refused.
 * @throws EngineError `invalid` with DuckDB's own words, `cancelled`
 */
export async function runSql(path: string, sql: string, { signal, limit = MOST_ROWS }: SqlOptions = {}): Promise<SqlAnswer> {
  const db = await Database.open(path, { readOnly: true, memory: '1GB' });
  const interrupt = setInterval(() => {
    if (signal?.aborted === true) db.connection.interrupt();
  }, 50);
  try {
    return await answer(db, sql, limit);
  } catch (error) {
    if (signal?.aborted === true) throw cancelled();
    if (error instanceof EngineError) throw error;
    throw new EngineError('invalid', messageOf(error), [], { cause: error });
  } finally {
    clearInterval(interrupt);
    db.close();
  }
}

async function answer(db: Database, sql: string, limit: number): Promise<SqlAnswer> {
  const statements = await db.connection.extractStatements(sql);
  if (statements.count !== 1) throw new EngineError('invalid', 'Write one SELECT statement.');
  const statement = await statements.prepare(0);
  if (!READING_STATEMENTS.includes(statement.statementType)) {
    throw new EngineError('invalid', 'The log can only be read here: write a SELECT statement.');
  }
  const result = await statement.stream();
  const rows: (Scalar | null)[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return { columns: result.columnNames(), rows, truncated: false };
    for (const row of chunk.getRows()) {
      if (rows.length === limit) return { columns: result.columnNames(), rows, truncated: true };
      rows.push(row.map(scalar));
    }
  }
}

/** Numbers, texts and booleans as they are; everything else as DuckDB writes it. */
function scalar(value: DuckDBValue): Scalar | null {
  if (value === null) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return value.toString();
}
