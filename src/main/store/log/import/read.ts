import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../../../shared/contract/error.js';
import type { Attributes } from './attributes.js';
import { openCsv, type CsvMode } from '../files/csv.js';
import { csvSource } from '../files/csv-source.js';
import type { Database } from '../database.js';
import { messageOf } from '../failure.js';
import type { InspectedFile } from '../files/file.js';
import { insertEvents, insertTraits } from './insert.js';
import { jsonSource } from '../files/json-source.js';
import { parquetSource } from '../files/parquet-source.js';
import type { RejectFile } from './reject-file.js';
import { moveRejected, type TextLayout } from './rejects.js';
import { isRatherLatin1, rewrite, type Rewriting } from '../files/rewrite.js';
import type { ReadOptions, RowSource } from '../files/source.js';

/** What reading a file needs, the same for every file of an import. */
export interface ReadContext {
  db: Database;
  /** A folder for files written anew, emptied for each file. */
  scratch: string;
  /** Where rejected rows go. */
  rejects: RejectFile;
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

/** Reads one file into the log's tables; rejected rows go to `context.rejects`. */
export async function readFile(context: ReadContext, request: FileRequest): Promise<ReadCounts> {
  await rm(context.scratch, { recursive: true, force: true });
  await mkdir(context.scratch, { recursive: true });
  const plain = await asPlainUtf8(context, request.file);
  if (plain.format === 'csv') return readCsv(context, request, plain);
  const source = await (plain.format === 'parquet' ? parquetSource : jsonSource)(context.db, plain, request.options);
  return insert(
    context,
    request,
    source,
    plain.format === 'ndjson' ? { file: { path: plain.path, name: plain.name }, headers: 0, lenient: false } : undefined,
  );
}

/** DuckDB reads a plain file with all threads, and does not notice when a compressed one ends too early. */
function asPlainUtf8(context: ReadContext, file: InspectedFile): Promise<InspectedFile> {
  return file.gzipped || file.encoding !== 'utf-8'
    ? rewritten(context, file, { encoding: file.encoding })
    : Promise.resolve(file);
}

async function rewritten(context: ReadContext, file: InspectedFile, rewriting: Rewriting): Promise<InspectedFile> {
  const path = join(context.scratch, `${rewriting.encoding}-${rewriting.unifyLineEnds === true ? 'lf' : 'plain'}-${file.name}`);
  await rewrite(file, path, rewriting, context.signal);
  return { ...file, path, gzipped: false, encoding: 'utf-8' };
}

/** Tries the fast way first and, where the file turns out not to be sound, the ways that cope with it. */
async function readCsv(context: ReadContext, request: FileRequest, plain: InspectedFile): Promise<ReadCounts> {
  let file = plain;
  let mode: CsvMode = 'strict';
  for (;;) {
    try {
      const table = await openCsv(context.db, file);
      const source = await csvSource(context.db, table, request.options(table.columns));
      return await insert(context, request, source(mode), { file: table, headers: 1, lenient: mode === 'lenient' });
    } catch (error) {
      if (error instanceof EngineError || context.signal?.aborted === true) throw error;
      const message = messageOf(error);
      if (/invalid state/i.test(message) && file === plain)
        file = await rewritten(context, plain, { encoding: 'utf-8', unifyLineEnds: true });
      else if (mode === 'lenient' || !/csv error/i.test(message)) throw error;
      else if (/unicode/i.test(message) && (await isRatherLatin1(file.path)))
        file = await rewritten(context, file, { encoding: 'latin-1' });
      else mode = 'lenient';
    }
  }
}

async function insert(
  context: ReadContext,
  request: FileRequest,
  source: RowSource,
  text: TextLayout | undefined,
): Promise<ReadCounts> {
  const { db } = context;
  const table = request.kind === 'events' ? 'store.events' : 'store.traits';
  const rowSchema = z.object({ row: z.number() });
  const last = await db.one(rowSchema, `SELECT coalesce(max(rowid), -1)::DOUBLE AS row FROM ${table}`);
  const rows =
    request.kind === 'events'
      ? await insertEvents(db, context.events, source, context.timezone)
      : await insertTraits(db, context.traits, source);
  const first = await db.one(rowSchema, `SELECT coalesce(min(rowid), 0)::DOUBLE AS row FROM ${table} WHERE rowid > ${last.row}`);
  const { marked, broken } = await moveRejected({
    db,
    rejects: context.rejects,
    table,
    fileName: request.file.name,
    firstRow: first.row,
    rows,
    ...(text === undefined ? {} : { text }),
  });
  return { read: rows + broken, rejected: marked + broken };
}
