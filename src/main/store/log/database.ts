import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { availableParallelism } from 'node:os';
import type { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';

export interface DatabaseOptions {
  readOnly?: boolean;
  /** Where DuckDB may spill what does not fit in memory. */
  spillFolder?: string;
  /** In DuckDB's notation, such as `2GB`. */
  memory?: string;
}

/** Settings shared by every database that Waypost opens: no network, no extensions, UTC. */
function configuration(options: DatabaseOptions): Record<string, string> {
  return {
    threads: String(availableParallelism()),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.memory === undefined ? {} : { memory_limit: options.memory }),
    ...(options.spillFolder === undefined ? {} : { temp_directory: options.spillFolder }),
    // A reader never needs another file, so it cannot be talked into opening one.
    ...(options.readOnly === true ? { access_mode: 'READ_ONLY', enable_external_access: 'false' } : {}),
  };
}

/** A connection to a DuckDB file: typed queries, streams of columns and cancelling. One task at a time may use it. */
export class Database {
  private constructor(
    private readonly instance: DuckDBInstance,
    readonly connection: DuckDBConnection,
    private readonly isFork: boolean,
  ) {}

  /** Opens (and, unless read-only, makes) the file; `:memory:` for none. */
  static async open(path: string, options: DatabaseOptions = {}): Promise<Database> {
    // Loaded on first use: commands that need no log start without its 60 MB library.
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(path, configuration(options));
    const connection = await instance.connect();
    await connection.run(`SET TimeZone = 'UTC'`);
    if (options.readOnly === true) await connection.run('SET lock_configuration = true');
    return new Database(instance, connection, false);
  }

  /** Runs a task on a connection of its own to the same file: streams and temporary tables of tasks do not meet. */
  async fork<Result>(task: (db: Database) => Result | Promise<Result>): Promise<Result> {
    const db = new Database(this.instance, await this.instance.connect(), true);
    try {
      return await task(db);
    } finally {
      db.close();
    }
  }

  /** Runs statements for their effect; answers how many rows changed. */
  async run(sql: string, values?: DuckDBValue[]): Promise<number> {
    const result = await this.connection.run(sql, values);
    return result.rowsChanged;
  }

  /** The rows of a query, each parsed by the schema (columns by name; integers as numbers, BIGINT as bigint). */
  async query<Row extends z.ZodType>(row: Row, sql: string, values?: DuckDBValue[]): Promise<z.infer<Row>[]> {
    const reader = await this.connection.runAndReadAll(sql, values);
    return reader.getRowObjectsJS().map((object) => row.parse(object));
  }

  /** The only row of a query. */
  async one<Row extends z.ZodType>(row: Row, sql: string, values?: DuckDBValue[]): Promise<z.infer<Row>> {
    const [first] = await this.query(row, sql, values);
    if (first === undefined) throw new EngineError('internal', 'The log gave no answer where it must give one.');
    return first;
  }

  /**
   * The chunks of a query. `whole` lets all threads work on it and holds the result in memory until it is read; else one
   * thread works as fast as the chunks are taken.
   */
  async *chunks(sql: string, { whole = false } = {}): AsyncGenerator<DuckDBDataChunk> {
    const result = await (whole ? this.connection.run(sql) : this.connection.stream(sql));
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      yield chunk;
    }
  }

  close(): void {
    this.connection.closeSync();
    if (!this.isFork) this.instance.closeSync();
  }
}
