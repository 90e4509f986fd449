import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import type { Attributes } from './attributes.js';
import { openCsv, type CsvMode, type CsvTable } from './csv.js';
import { csvSource } from './csv-source.js';
import type { Database } from './database.js';
import { messageOf } from './failure.js';
import type { InspectedFile } from './file.js';
import { insertEvents, insertTraits } from './insert.js';
import { jsonSource } from './json-source.js';
import { parquetSource } from './parquet-source.js';
import { moveRejected } from './rejects.js';
import type { ReadOptions, RowSource } from './source.js';
import { transcode } from './transcode.js';

/** What reading a file needs, the same for every file of an import. */
export interface ReadContext {
  db: Database;
  /** A folder for files written anew. */
  scratch: string;
  events: Attributes;
  traits: Attributes;
  timezone: string | undefined;
  signal: AbortSignal | undefined;
}

/** What is asked of one file. `options` may depend on its columns: a known header brings its own mapping. */
export interface FileRequest {
  file: InspectedFile;
  kind: 'events' | 'customers';
  options: (columns: readonly string[]) => ReadOptions;
}

export interface ReadCounts {
  read: number;
  rejected: number;
}

/** Reads one file into the log's tables; rejected rows go to `store.rejected`. */
export async function readFile(context: ReadContext, request: FileRequest): Promise<ReadCounts> {
  const { file } = request;
  if (file.format === 'csv') return readCsv(context, request);
  const { path } = file.encoding === 'utf-8' ? file : await rewritten(context, file, false);
  const location = path === file.path ? file : { ...file, path, gzipped: false };
  const source = await (file.format === 'parquet' ? parquetSource : jsonSource)(context.db, location, request.options);
  return insert(context, request, source, undefined);
}

/** A copy of the file in UTF-8, not compressed. */
async function rewritten(context: ReadContext, file: InspectedFile, unifyLineEnds: boolean): Promise<InspectedFile> {
  const path = join(context.scratch, `${file.encoding}-${unifyLineEnds ? 'lf' : 'as-is'}-${file.name}`);
  await transcode(file, path, unifyLineEnds, context.signal);
  return { ...file, path, gzipped: false, encoding: 'utf-8' };
}

/** Tries the fast way first and, where the file turns out not to be sound, the ways that cope with it. */
async function readCsv(context: ReadContext, request: FileRequest): Promise<ReadCounts> {
  const original = request.file;
  let file = original.encoding === 'utf-8' ? original : await rewritten(context, original, false);
  let mode: CsvMode = 'strict';
  for (let attempt = 0; ; attempt++) {
    const table = await openCsv(context.db, file, original.head);
    const source = await csvSource(context.db, table, file.name, request.options(table.columns));
    try {
      return await insert(context, request, source(mode), table);
    } catch (error) {
      const message = messageOf(error);
      if (error instanceof EngineError || attempt > 3 || !/csv/i.test(message)) throw error;
      if (/invalid state/i.test(message) && file === original) file = await rewritten(context, original, true);
      else if (mode === 'strict') mode = 'lenient';
      else throw error;
    }
  }
}

async function insert(context: ReadContext, request: FileRequest, source: RowSource, csv: CsvTable | undefined): Promise<ReadCounts> {
  const { db } = context;
  const table = request.kind === 'events' ? 'store.events' : 'store.traits';
  const last = await db.one(z.object({ row: z.number() }), `SELECT coalesce(max(rowid), -1)::DOUBLE AS row FROM ${table}`);
  const rows =
    request.kind === 'events'
      ? await insertEvents(db, context.events, source, context.timezone)
      : await insertTraits(db, context.traits, source);
  const first = await db.one(z.object({ row: z.number() }), `SELECT coalesce(min(rowid), 0)::DOUBLE AS row FROM ${table} WHERE rowid > ${last.row}`);
  const rejected = await moveRejected({ db, table, fileName: request.file.name, firstRow: first.row }, csv);
  return { read: rows + rejected.broken, rejected: rejected.marked + rejected.broken };
}
