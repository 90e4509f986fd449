import { createReadStream } from 'node:fs';
import { EngineError } from '../../../../shared/contract/error.js';

/** A record of a text file as it is written. */
export interface TextRecord {
  /** The line on which it begins, from 1. */
  line: number;
  /** The bytes at which it begins and ends. */
  offset: number;
  end: number;
  text: () => string;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Where in a cell a byte stands. */
type Place = 'start' | 'plain' | 'quoted' | 'closed';

/** A file of records that are lines, or, if it has a delimiter, of CSV records. */
export interface TextFile {
  path: string;
  /** How it is named to people. */
  name: string;
  delimiter?: string;
}

/**
 * Splits a file into its records, to tell on which line a rejected row stands and what it says: in a CSV a line break
 * inside quotes belongs to the record; blank lines are none. What a record means is for DuckDB alone to read. The records
 * come in batches.
 * @throws EngineError `invalid` where the file ends inside quotes
 */
export async function* textRecords(file: TextFile): AsyncGenerator<TextRecord[]> {
  const separator = file.delimiter?.charCodeAt(0);
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let offset = 0;
  let place: Place = 'start';
  /** How far the rest has been looked at. */
  let seen = 0;
  let lineBreaks = 0;
  for await (const part of createReadStream(file.path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
    const records: TextRecord[] = [];
    let start = 0;
    for (let at = seen; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LF) lineBreaks++;
      if (byte === LF && place !== 'quoted') {
        addRecord(records, bytes.subarray(start, at), line, offset, separator === undefined);
        offset += at + 1 - start;
        line += lineBreaks;
        start = at + 1;
        lineBreaks = 0;
        place = 'start';
      } else place = after(place, byte, separator);
    }
    rest = bytes.subarray(start);
    seen = rest.length;
    yield records;
  }
  if (place === 'quoted') {
    throw new EngineError(
      'invalid',
      `${file.name}, line ${line}: a cell is opened by a quotation mark that is never closed. Close it or take it out.`,
    );
  }
  const last: TextRecord[] = [];
  addRecord(last, rest, line, offset, separator === undefined);
  yield last;
}

function after(place: Place, byte: number | undefined, separator: number | undefined): Place {
  if (separator === undefined) return 'plain';
  if (place === 'quoted') return byte === QUOTE ? 'closed' : 'quoted';
  if (byte === separator) return 'start';
  if (byte === QUOTE && place !== 'plain') return 'quoted';
  return 'plain';
}

function addRecord(records: TextRecord[], bytes: Buffer, line: number, offset: number, blankIsNone: boolean): void {
  const record = bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes;
  if (record.length === 0 || (blankIsNone && record.length < 1000 && record.toString('latin1').trim() === '')) return;
  records.push({ line, offset, end: offset + bytes.length, text: () => record.toString('utf8') });
}
