import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { FileFormat, FilePreview } from '../../../../shared/contract/logs.js';
import { EngineError } from '../../../../shared/contract/error.js';
import { brokenGzip, fileError } from '../failure.js';

export type Encoding = FilePreview['encoding'];

/** A file as it was found; `head` is its beginning, decompressed. */
export interface InspectedFile {
  path: string;
  name: string;
  bytes: number;
  gzipped: boolean;
  encoding: Encoding;
  format: FileFormat;
  /** The first characters, decoded. */
  head: string;
}

const HEAD_BYTES = 1 << 20;

/**
 * Looks at the beginning of a file: compression, encoding and format.
 * @throws EngineError `notFound`, `io`, or `invalid` when it is empty or nothing that can be imported.
 */
export async function inspectFile(path: string, format?: FileFormat): Promise<InspectedFile> {
  const name = basename(path);
  const { bytes, start } = await beginning(path, name);
  const gzipped = start[0] === 0x1f && start[1] === 0x8b;
  const raw = gzipped ? await gunzippedHead(path, name) : start;
  if (raw.length === 0) throw new EngineError('invalid', `${name} is empty.`);
  if (isParquet(raw)) return { path, name, bytes, gzipped, encoding: 'utf-8', format: 'parquet', head: '' };
  refuseForeign(name, raw);
  const encoding = detectEncoding(raw, raw.length === HEAD_BYTES);
  const head = decode(raw, encoding);
  if (looksBinary(head)) throw notATable(name, 'is binary data');
  if (head.trim() === '') throw new EngineError('invalid', `${name} has nothing but blank lines.`);
  return { path, name, bytes, gzipped, encoding, format: format ?? detectFormat(head), head };
}

async function beginning(path: string, name: string): Promise<{ bytes: number; start: Buffer }> {
  try {
    const { size } = await stat(path);
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return { bytes: size, start: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(name, error);
  }
}

async function gunzippedHead(path: string, name: string): Promise<Buffer> {
  const input = createReadStream(path);
  const output = input.pipe(createGunzip());
  input.on('error', (error) => output.destroy(error));
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of output as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length >= HEAD_BYTES) break;
    }
  } catch (error) {
    throw brokenGzip(name, error);
  } finally {
    input.destroy();
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

function isParquet(raw: Buffer): boolean {
  return raw.subarray(0, 4).toString('latin1') === 'PAR1';
}

/** Beginnings of files that people try to import and that hold no table of text. */
const FOREIGN: readonly [string, string][] = [
  ['PK\x03\x04', 'is an Excel workbook or a zip archive'],
  ['\xd0\xcf\x11\xe0', 'is an old Excel workbook'],
  ['%PDF', 'is a PDF'],
  ['\x89PNG', 'is a picture'],
  ['\xff\xd8\xff', 'is a picture'],
  ['SQLite format 3', 'is an SQLite database'],
  ['\x1f\x8b', 'was compressed twice'],
  ['BZh', 'is compressed with bzip2'],
  ['\xfd7zXZ', 'is compressed with xz'],
  ['\x28\xb5\x2f\xfd', 'is compressed with zstd'],
];

function refuseForeign(name: string, raw: Buffer): void {
  const start = raw.subarray(0, 16).toString('latin1');
  const foreign = FOREIGN.find(([magic]) => start.startsWith(magic));
  if (foreign !== undefined) throw notATable(name, foreign[1]);
}

function notATable(name: string, what: string): EngineError {
  return new EngineError(
    'invalid',
    `${name} ${what}, not a CSV, JSON, NDJSON or Parquet file. Export the log as CSV and import that.`,
  );
}

function detectEncoding(raw: Buffer, cut: boolean): Encoding {
  if (raw[0] === 0xff && raw[1] === 0xfe) return 'utf-16le';
  if (raw[0] === 0xfe && raw[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const sample = raw.subarray(0, 4096);
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 5 && even < sample.length / 50) return 'utf-16le';
  if (even > sample.length / 5 && odd < sample.length / 50) return 'utf-16be';
  return isUtf8(cut ? withoutCutCharacter(raw) : raw) ? 'utf-8' : 'latin-1';
}

/** Drops the bytes of a character that the end of the head cut in two. */
function withoutCutCharacter(raw: Buffer): Buffer {
  let end = raw.length;
  while (end > raw.length - 4 && ((raw[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return raw.subarray(0, Math.max(0, end - 1));
}

/** The label of an encoding for `TextDecoder`; what is called Latin-1 is nearly always Windows-1252, its superset. */
export function decoderLabel(encoding: Encoding): string {
  return encoding === 'latin-1' ? 'windows-1252' : encoding;
}

function decode(raw: Buffer, encoding: Encoding): string {
  return new TextDecoder(decoderLabel(encoding)).decode(raw);
}

/** Text hardly has control characters; a stray NUL in a cell is no reason to refuse a file. */
function looksBinary(head: string): boolean {
  const sample = head.slice(0, 65_536);
  // eslint-disable-next-line no-control-regex -- control characters are what is counted
  const controls = sample.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g)?.length ?? 0;
  return controls > sample.length / 20 + 2;
}

function detectFormat(head: string): FileFormat {
  const text = head.trimStart();
  if (text.startsWith('[')) return 'json';
  if (!text.startsWith('{')) return 'csv';
  const [line = ''] = text.split('\n', 1);
  // A cut line (a very long first object) is taken for NDJSON too: an object spread over lines has a short first line.
  return line.length === text.length || line.trimEnd().endsWith('}') ? 'ndjson' : 'json';
}
