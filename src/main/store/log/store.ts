import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport, LogSummary, RejectedRow } from '../../../shared/contract/logs.js';
import { rejectedRowSchema } from '../../../shared/contract/logs.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { EventLog, LogColumns } from '../../../shared/simulation/log.js';
import { runSql, type SqlAnswer, type SqlOptions } from './queries/analyst.js';
import { createTables, EMPTY_CATALOG, readCatalog, writeCatalog, type Catalog } from './catalog.js';
import { customerHistory, type CustomerHistory } from './queries/customer.js';
import { Database } from './database.js';
import { fileError } from './failure.js';
import { Gate } from './gate.js';
import { buildLog, discardUnfinished, requireSound, type ImportOptions, type LogImport } from './import/import.js';
import { loadLog, type LoadOptions } from './columns/load.js';
import { isLocked, withLock } from './lock.js';
import { LogFiles } from './paths.js';
import { findCustomers, propertyValues, traitValues, type ValueCount, type ValueSearch } from './queries/queries.js';
import { summaryOf } from './queries/report.js';
import { createViews } from './import/views.js';

/** An open log file and what it holds. */
interface Reading {
  db: Database;
  catalog: Catalog;
  /** Tells whether another process has put a new log in its place. */
  stamp: string;
}

/**
 * The behaviour log of a project: `events.duckdb` and the columns cached from it. It is only ever read; an import builds a
 * new file and puts it in the place of the old one.
 */
export class LogStore {
  readonly #gate = new Gate();
  readonly #loading = new Gate();
  #reading: Reading;
  #closed = false;

  private constructor(
    private readonly files: LogFiles,
    private readonly isTemporary: boolean,
    reading: Reading,
  ) {
    this.#reading = reading;
  }

  /**
   * Opens the log in a project folder, an empty one where there is none yet.
   * @throws EngineError `io`, `newerVersion`
   */
  static async open(folder: string): Promise<LogStore> {
    return LogStore.#open(new LogFiles(folder), false);
  }

  /** A log in a folder of the system's own for temporary files; `close` removes it. */
  static async temporary(): Promise<LogStore> {
    const folder = await mkdtemp(join(tmpdir(), 'waypost-'));
    try {
      // One level down, so that what belongs beside a project is removed with it.
      const files = new LogFiles(join(folder, 'log.waypost'));
      await mkdir(files.folder);
      return await LogStore.#open(files, true);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  static async #open(files: LogFiles, isTemporary: boolean): Promise<LogStore> {
    try {
      if (!(await isLocked(files.lock))) await discardUnfinished(files);
      if ((await stampOf(files.database)) === undefined) await createEmpty(files);
      return new LogStore(files, isTemporary, await openReading(files));
    } catch (error) {
      throw fileError('The log of the project', error);
    }
  }

  /**
   * Imports files of events and of customers, all of them or, on a failure or cancel, nothing (semantics §1).
   * @throws EngineError `invalid`, `notFound`, `io`, `conflict`, `cancelled`
   */
  async import(input: LogImport, options: ImportOptions = {}): Promise<ImportReport> {
    requireSound(input);
    return withLock(this.files.lock, async () => {
      const built = await buildLog(this.files, input.replace !== true, input, options);
      await this.#gate.write(async () => {
        this.#reading.db.close();
        try {
          await built.commit();
        } finally {
          this.#reading = await openReading(this.files);
        }
      });
      await removeOldCaches(this.files, this.#reading.catalog.generation);
      return built.report;
    });
  }

  /** Changes with every import, whoever made it. */
  generation(): Promise<string> {
    return this.#read(({ catalog }) => catalog.generation);
  }

  /** The first and last instant of the log in UTC milliseconds; `null` when it is empty. */
  range(): Promise<{ from: number; to: number } | null> {
    return this.#read(({ catalog: { from, to } }) => (from === null || to === null ? null : { from, to }));
  }

  summary(): Promise<LogSummary> {
    return this.#read(({ catalog }) => summaryOf(catalog));
  }

  /** The rows that the last import rejected, in input order. */
  rejected(offset: number, limit: number): Promise<{ total: number; rows: RejectedRow[]; file: string | null }> {
    return this.#read(async ({ db, catalog }) => ({
      total: catalog.rejected,
      rows: await db.query(
        rejectedRowSchema,
        `SELECT file, line::DOUBLE AS line, reason, row FROM store.rejected ORDER BY rowid LIMIT ${whole(limit)} OFFSET ${whole(offset)}`,
      ),
      file: catalog.rejectedFile,
    }));
  }

  /** The most frequent values of a property, of one event if named. */
  propertyValues(query: ValueSearch & { property: string; event?: string }): Promise<ValueCount[]> {
    return this.#read(({ db, catalog }) => propertyValues(db, catalog, query));
  }

  /** The most frequent values of a trait. */
  traitValues(query: ValueSearch & { trait: string }): Promise<ValueCount[]> {
    return this.#read(({ db, catalog }) => traitValues(db, catalog, query));
  }

  findCustomers(search: string, limit: number): Promise<{ userId: string; events: number }[]> {
    return this.#read(({ db }) => findCustomers(db, search, limit));
  }

  /** Traits and events of one customer with all properties; `undefined` for one that the log does not know. */
  customer(userId: string): Promise<CustomerHistory | undefined> {
    return this.#read(({ db, catalog }) => customerHistory(db, catalog, userId));
  }

  /**
   * Read-only SQL over the views `events` and `customers`.
   * @throws EngineError `invalid` with what DuckDB says, `cancelled`
   */
  sql(text: string, options: SqlOptions = {}): Promise<SqlAnswer> {
    this.#requireOpen();
    // In an instance of its own, so that a long query does not hold up an import.
    return runSql(this.files.database, text, options);
  }

  /** The log as typed arrays in shared memory, with the columns asked for. Read-only: the arrays may be shared with other calls. */
  load(columns: LogColumns, options: LoadOptions = {}): Promise<EventLog> {
    // One at a time: the next finds in the cache what the one before has put there.
    return this.#loading.write(() =>
      this.#read(({ db, catalog }) =>
        loadLog({ db, catalog, cacheFolder: this.files.cache(catalog.generation) }, columns, options),
      ),
    );
  }

  /** Closes the files; a temporary log is removed. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#gate.write(() => this.#reading.db.close());
    if (this.isTemporary) await rm(join(this.files.folder, '..'), { recursive: true, force: true });
  }

  async #read<Result>(task: (reading: Reading) => Result | Promise<Result>): Promise<Result> {
    this.#requireOpen();
    const stamp = await stampOf(this.files.database);
    if (stamp !== undefined && stamp !== this.#reading.stamp) await this.#reopen(stamp);
    return this.#gate.read(() => this.#reading.db.fork((db) => task({ ...this.#reading, db })));
  }

  #requireOpen(): void {
    if (this.#closed) throw new EngineError('internal', 'The log was closed.');
  }

  /** Another process has imported. */
  #reopen(stamp: string): Promise<void> {
    return this.#gate.write(async () => {
      if (this.#reading.stamp === stamp) return;
      const next = await openReading(this.files);
      this.#reading.db.close();
      this.#reading = next;
    });
  }
}

function whole(number: number): number {
  return Math.max(0, Math.trunc(number));
}

async function openReading(files: LogFiles): Promise<Reading> {
  const stamp = (await stampOf(files.database)) ?? '';
  const db = await Database.open(files.database, { readOnly: true, memory: '2GB' });
  try {
    return { db, catalog: await readCatalog(db), stamp };
  } catch (error) {
    db.close();
    throw error;
  }
}

async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino}/${size}/${mtimeMs}`;
  } catch {
    // There is no log yet; anything worse shows when it is opened.
    return undefined;
  }
}

async function createEmpty(files: LogFiles): Promise<void> {
  const unfinished = `${files.database}.new-${process.pid}`;
  await rm(unfinished, { force: true });
  const db = await Database.open(unfinished);
  try {
    await createTables(db);
    await createViews(db, EMPTY_CATALOG);
    await writeCatalog(db, EMPTY_CATALOG);
    await db.run('CHECKPOINT');
  } finally {
    db.close();
  }
  await rename(unfinished, files.database);
}

async function removeOldCaches(files: LogFiles, generation: string): Promise<void> {
  for (const name of await readdir(files.caches)) {
    if (name !== generation) await rm(files.cache(name), { recursive: true, force: true });
  }
}
