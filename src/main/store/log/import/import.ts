import { randomUUID } from 'node:crypto';
import { constants, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { ImportInput, ImportReport } from '../../../../shared/contract/logs.js';
import { isIanaZone } from '../../../../shared/condition/schema.js';
import { EngineError } from '../../../../shared/contract/error.js';
import type { Progress } from '../../../../shared/contract/procedure.js';
import { Attributes } from './attributes.js';
import { buildBase, numberEventNames, numberUsers } from '../columns/base.js';
import { writeBase } from '../columns/base-file.js';
import { createTables, EMPTY_CATALOG, LAYOUT_VERSION, readCatalog, writeCatalog, type Catalog } from '../catalog.js';
import { Database } from '../database.js';
import { removeDuplicates } from './duplicates.js';
import { cancelled, databaseError, fileError } from '../failure.js';
import { inspectFile, type InspectedFile } from '../files/file.js';
import { defaultMapping } from '../files/formats.js';
import type { LogFiles } from '../paths.js';
import { ProgressMeter } from './progress.js';
import { readFile, type ReadContext, type ReadCounts } from './read.js';
import { RejectFile, rejectedPath } from './reject-file.js';
import { reportOf } from '../queries/report.js';
import type { ReadOptions } from '../files/source.js';
import { mergeRecords } from './traits.js';
import { createViews } from './views.js';

export type LogImport = Omit<ImportInput, 'project'>;

export interface ImportOptions {
  /** Aborting cancels promptly and leaves the log as it was. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** A new log beside the present one, complete and on disk. */
export interface BuiltLog {
  report: ImportReport;
  /** Puts it in the place of the present log. */
  commit: () => Promise<void>;
}

/**
 * Builds the log that results from an import, beside the present one. Nothing of the present log is touched until `commit`
 * renames the new one into its place: whatever happens before, a kill included, leaves the log as it was.
 * @param keep whether there is a log to add to
 */
export async function buildLog(files: LogFiles, keep: boolean, input: LogImport, options: ImportOptions): Promise<BuiltLog> {
  const inspected = await inspectAll(input);
  const generation = randomUUID();
  await discardUnfinished(files);
  try {
    if (keep) await copyFile(files.database, files.importing, constants.COPYFILE_FICLONE);
    const db = await Database.open(files.importing, { spillFolder: files.spill, memory: '2GB' });
    try {
      return await withCancel(db, options.signal, () => new Importer(files, db, generation, input, inspected, options).run(keep));
    } finally {
      db.close();
    }
  } catch (error) {
    await discardUnfinished(files);
    await rm(files.cache(generation), { recursive: true, force: true });
    if (options.signal?.aborted === true) throw cancelled();
    throw databaseError(inspected.events.map(({ name }) => name).join(', ') || 'The log', error);
  } finally {
    for (const path of [files.scratch, files.spill]) await rm(path, { recursive: true, force: true });
  }
}

/** Removes what an import that did not end has left. */
export async function discardUnfinished(files: LogFiles): Promise<void> {
  for (const path of [files.importing, `${files.importing}.wal`, files.scratch, files.spill, files.rejecting])
    await rm(path, { recursive: true, force: true });
}

interface InspectedFiles {
  events: InspectedFile[];
  customers: InspectedFile | undefined;
}

async function inspectAll(input: LogImport): Promise<InspectedFiles> {
  const events: InspectedFile[] = [];
  for (const path of input.events) events.push(await inspectFile(path, input.format));
  return { events, customers: input.customers === undefined ? undefined : await inspectFile(input.customers) };
}

/** DuckDB forgets an interrupt that comes between two statements, so it is repeated until the work ends. */
async function withCancel<Result>(db: Database, signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
  if (signal === undefined) return work();
  const timer = setInterval(() => {
    if (signal.aborted) db.connection.interrupt();
  }, 50);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

class Importer {
  readonly #meter: ProgressMeter;

  constructor(
    private readonly files: LogFiles,
    private readonly db: Database,
    private readonly generation: string,
    private readonly input: LogImport,
    private readonly inspected: InspectedFiles,
    private readonly options: ImportOptions,
  ) {
    const all = [...inspected.events, ...(inspected.customers === undefined ? [] : [inspected.customers])];
    const bytes = all.reduce((sum, file) => sum + file.bytes, 0);
    this.#meter = new ProgressMeter(db.connection, bytes, options.onProgress ?? (() => undefined));
  }

  async run(keep: boolean): Promise<BuiltLog> {
    const { db } = this;
    await db.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0');
    if (!keep) await createTables(db);
    const before = keep ? await readCatalog(db) : EMPTY_CATALOG;
    await db.run('DELETE FROM store.rejected');
    const rejects = new RejectFile(this.files.rejecting);
    const context: ReadContext = {
      db,
      scratch: this.files.scratch,
      rejects,
      events: new Attributes(db, 'store.events', before.properties),
      traits: new Attributes(db, 'store.traits', before.traits),
      timezone: this.input.timezone,
      signal: this.options.signal,
    };
    try {
      const counts = await this.#meter.during(this.#readFiles(context));
      if (counts.rejected > 0) await rejects.store(db);
      this.#step('Looking for duplicates', 0);
      const duplicates = await removeDuplicates(db);
      this.#step('Sorting by customer and time', 0.2);
      const rejectedFile = counts.rejected > 0 ? await rejectedPath(this.files) : null;
      const catalog = await this.#finish(context, { rejected: counts.rejected, rejectedFile });
      await db.run('CHECKPOINT');
      return { report: reportOf({ ...counts, duplicates }, catalog), commit: () => this.#commit(rejects, rejectedFile) };
    } finally {
      await rejects.close();
    }
  }

  #step(stage: string, share: number): void {
    if (this.options.signal?.aborted === true) throw cancelled();
    this.#meter.finishing(stage, share);
  }

  async #readFiles(context: ReadContext): Promise<ReadCounts> {
    const total = { read: 0, rejected: 0 };
    for (const file of this.inspected.events) {
      const counts = await this.#readFile(context, file, 'events');
      total.read += counts.read;
      total.rejected += counts.rejected;
    }
    if (this.inspected.customers !== undefined) {
      const { rejected } = await this.#readFile(context, this.inspected.customers, 'customers');
      // Records are no events: only those that were rejected are counted with the rows.
      total.read += rejected;
      total.rejected += rejected;
    }
    return total;
  }

  async #readFile(context: ReadContext, file: InspectedFile, kind: 'events' | 'customers'): Promise<ReadCounts> {
    if (this.options.signal?.aborted === true) throw cancelled();
    const lines = file.head.split('\n').length;
    this.#meter.startFile(file.name, file.bytes, Math.round(file.bytes / (file.head.length / Math.max(1, lines - 1) || 100)));
    try {
      const counts = await readFile(context, { file, kind, options: (columns) => this.#readOptions(kind, columns) });
      this.#meter.endFile(counts.read);
      return counts;
    } catch (error) {
      throw databaseError(file.name, error);
    }
  }

  #readOptions(kind: 'events' | 'customers', columns: readonly string[]): ReadOptions {
    const { types = {}, mapping, customerIdColumn } = this.input;
    if (kind === 'customers') return { types, ...(customerIdColumn === undefined ? {} : { customerIdColumn }) };
    return { types, mapping: mapping ?? defaultMapping(columns) };
  }

  async #finish(context: ReadContext, rejected: Pick<Catalog, 'rejected' | 'rejectedFile'>): Promise<Catalog> {
    const { db } = this;
    const traits = await context.traits.withKinds();
    await mergeRecords(db, traits);
    await numberUsers(db);
    const eventNames = await numberEventNames(db);
    const size = await db.one(
      z.object({ events: z.number(), customers: z.number(), from: z.number().nullable(), to: z.number().nullable() }),
      `SELECT count(*)::DOUBLE AS events, min(time)::DOUBLE AS "from", max(time)::DOUBLE AS "to", (SELECT count(*)::DOUBLE FROM store.users) AS customers FROM store.events`,
    );
    this.#step('Sorting by customer and time', 0.4);
    const { places, ...base } = await buildBase(db, size.events);
    const folder = this.files.cache(this.generation);
    await mkdir(folder, { recursive: true });
    await writeBase(
      folder,
      base,
      places,
      eventNames.map(({ name }) => name),
    );
    this.#step('Counting values', 0.8);
    const catalog: Catalog = {
      layout: LAYOUT_VERSION,
      generation: this.generation,
      ...size,
      eventNames,
      properties: await context.events.withKinds(),
      traits,
      ...rejected,
    };
    await createViews(db, catalog);
    await writeCatalog(db, catalog);
    return catalog;
  }

  async #commit(rejects: RejectFile, rejectedFile: string | null): Promise<void> {
    await syncFile(this.files.importing);
    for (const path of [this.files.rejectedBeside, this.files.rejectedInside])
      if (path !== rejectedFile) await rm(path, { force: true });
    if (rejectedFile !== null) await rejects.publish(rejectedFile);
    await renameOver(this.files.importing, this.files.database);
    await syncFile(this.files.folder);
  }
}

/** Windows does not let go of a file at once when the last reader closes it. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (process.platform !== 'win32' || attempt === 20) throw fileError('The log of the project', error);
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
    }
  }
}

/** Makes sure that what was written survives a loss of power. Windows has no such thing for folders. */
async function syncFile(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** @throws EngineError `badRequest` for an import of nothing or in a zone that there is not */
export function requireSound(input: LogImport): void {
  if (input.timezone !== undefined && !isIanaZone(input.timezone)) {
    throw new EngineError('badRequest', `"${input.timezone}" is no time zone. Choose one such as Europe/Berlin.`);
  }
  if (input.events.length === 0 && input.customers === undefined)
    throw new EngineError('badRequest', 'Choose a file of events or of customers to import.');
}
