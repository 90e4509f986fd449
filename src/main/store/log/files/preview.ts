import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnPreview, FilePreview, Mapping } from '../../../../shared/contract/logs.js';
import { Database } from '../database.js';
import { databaseError } from '../failure.js';
import { inspectFile, type InspectedFile } from './file.js';
import { guessedMapping, knownFormat } from './formats.js';
import { readSample, type Sample } from './sample.js';
import { rewrite } from './rewrite.js';
import { timestampStyle, type TimestampStyle } from './timestamp-style.js';
import type { Value } from '../values.js';

const SHOWN_ROWS = 50;
const SAMPLED_ROWS = 5000;
const SHOWN_SAMPLES = 5;
const LONGEST_SHOWN = 300;

/**
 * Looks at the head of a file and guesses what it is; reads none whole but gzipped Parquet.
 * @throws EngineError `notFound`, `io`, or `invalid` when it cannot be a log
 */
export async function previewFile(path: string): Promise<FilePreview> {
  const file = await inspectFile(path);
  const folder = await mkdtemp(join(tmpdir(), 'waypost-preview-'));
  const db = await Database.open(':memory:');
  try {
    const sample = await readSample(db, await headOf(file, folder), SAMPLED_ROWS);
    return describe(file, sample);
  } catch (error) {
    throw databaseError(file.name, error);
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Only the head is looked at, as plain UTF-8 with one kind of line ends; Parquet has its schema at its end, so it is unpacked whole. */
async function headOf(file: InspectedFile, folder: string): Promise<InspectedFile> {
  if (file.format === 'parquet' && !file.gzipped) return file;
  const path = join(folder, 'head');
  if (file.format === 'parquet') {
    await rewrite(file, path, { encoding: 'utf-8' });
    return { ...file, path, gzipped: false };
  }
  const head = file.head.replace(/\r\n?/g, '\n');
  const end = head.lastIndexOf('\n');
  // A head that was cut ends amid a line, of which nothing can be told.
  const isCut = file.gzipped || file.bytes > Buffer.byteLength(file.head);
  await writeFile(path, isCut && end > 0 && file.format !== 'json' ? head.slice(0, end + 1) : head);
  return { ...file, path, head, gzipped: false, encoding: 'utf-8' };
}

function describe(file: InspectedFile, sample: Sample): FilePreview {
  const { columns } = sample;
  const names = columns.map((name) => name.replace(/^(properties|traits)\./, ''));
  const kind = looksLikeCustomers(columns) ? 'customers' : 'events';
  const guess = guessedMapping(columns);
  const mapping: Partial<Mapping> = kind === 'events' ? guess : guess.userId === undefined ? {} : { userId: guess.userId };
  const known = knownFormat(columns);
  const style = timestampStyle(cells(sample, mapping.timestamp));
  return {
    path: file.path,
    fileName: file.name,
    bytes: file.bytes,
    format: file.format,
    gzipped: file.gzipped,
    encoding: file.encoding,
    columns: columns.map((name, index) =>
      describeColumn(
        name,
        sample.rows.map((row) => row[index] ?? null),
      ),
    ),
    rows: sample.rows.slice(0, SHOWN_ROWS).map((row) => row.map((value) => (value === null ? null : shown(value)))),
    kind,
    mapping,
    ...(known === undefined ? {} : { knownFormat: known.name }),
    timestamps: { style: style.words, needsZone: style.needsZone },
    warnings: warnings(file, sample, names, kind, mapping, style),
  };
}

/** A table of people has a customer column and no events; `traits` objects settle it where no field is called `event`. */
function looksLikeCustomers(columns: readonly string[]): boolean {
  if (columns.includes('event')) return false;
  if (columns.some((name) => name.startsWith('traits.'))) return true;
  const { userId, event } = guessedMapping(columns);
  return userId !== undefined && event === undefined;
}

function cells({ columns, rows }: Sample, column: string | undefined): Value[] {
  const index = column === undefined ? -1 : columns.indexOf(column);
  return rows.flatMap((row) => {
    const value = row[index];
    return value === undefined || value === null ? [] : [value];
  });
}

function describeColumn(name: string, values: readonly (Value | null)[]): ColumnPreview {
  const given = values.filter((value) => value !== null);
  return {
    name,
    type: columnType(given),
    empty: values.length === 0 ? 1 : 1 - given.length / values.length,
    samples: [...new Set(given.slice(0, 200).map(shown))].slice(0, SHOWN_SAMPLES),
  };
}

function columnType(values: readonly Value[]): ColumnPreview['type'] {
  if (values.length === 0) return 'empty';
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size > 1) return 'mixed';
  if (kinds.has('number')) return 'number';
  if (kinds.has('boolean')) return 'boolean';
  return timestampStyle(values).isDate ? 'timestamp' : 'string';
}

function shown(value: Value): string {
  const text = String(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function warnings(
  file: InspectedFile,
  sample: Sample,
  names: readonly string[],
  kind: 'events' | 'customers',
  mapping: Partial<Mapping>,
  style: TimestampStyle,
): string[] {
  const list: string[] = [];
  if (sample.rows.length === 0) list.push(`${file.name} has a header and no rows.`);
  if (file.encoding === 'latin-1')
    list.push('The file is not UTF-8; it is read as Latin-1 (Windows-1252). Check that accents look right.');
  if (kind === 'events') {
    const missing = (['userId', 'event', 'timestamp'] as const).filter((field) => mapping[field] === undefined);
    if (missing.length > 0)
      list.push(`No column could be told to be the ${missing.join(', ')}. Choose ${missing.length > 1 ? 'them' : 'it'} below.`);
    if (style.mixed) list.push('The times are written in several ways; each row is read by its own.');
    if (style.unreadable > 0)
      list.push(
        `${style.unreadable} of the first ${sample.rows.length} rows have no time that can be read and would be rejected.`,
      );
  }
  const lower = names.map((name) => name.toLowerCase());
  const twins = names.filter((_, index) => lower.indexOf(lower[index] ?? '') !== index);
  if (twins.length > 0)
    list.push(`Some columns differ only in capital letters (${twins.slice(0, 3).join(', ')}); they are kept apart.`);
  return list;
}
