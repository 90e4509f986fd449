import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** A record of a text file: where it begins (lines count from 1) and what it says. */
export interface TextRecord {
  line: number;
  text: string;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;

/**
 * The records of a CSV file as it is written, to tell where a rejected row stands: a line break inside quotes belongs to
 * the record, and blank lines are none. What a record means is read by DuckDB alone.
 * @param wanted the numbers of the records to give, ascending, counted from 0 without the header
 * @param skipped lines at which a record begins that DuckDB left out
 */
export async function* csvRecords(path: string, gzipped: boolean, wanted: Iterable<number>, skipped: ReadonlySet<number>): AsyncGenerator<TextRecord> {
  const numbers = wanted[Symbol.iterator]();
  let next = numbers.next();
  let record = -1;
  for await (const found of allRecords(path, gzipped)) {
    if (next.done === true) return;
    if (skipped.has(found.line)) continue;
    if (record === next.value) {
      yield { line: found.line, text: found.text() };
      next = numbers.next();
    }
    record++;
  }
}

interface LazyRecord {
  line: number;
  text: () => string;
}

async function* allRecords(path: string, gzipped: boolean): AsyncGenerator<LazyRecord> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const input: AsyncIterable<Buffer> = gzipped ? file.pipe(createGunzip()) : file;
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const part of input) {
    const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
    let start = 0;
    let quoted = false;
    let startLine = line;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) quoted = !quoted;
      if (byte !== LF) continue;
      line++;
      if (quoted) continue;
      yield* recordOf(bytes, start, at, startLine);
      start = at + 1;
      startLine = line;
    }
    rest = bytes.subarray(start);
    line = startLine;
  }
  yield* recordOf(rest, 0, rest.length, line);
}

function* recordOf(bytes: Buffer, start: number, end: number, line: number): Generator<LazyRecord> {
  const stop = end > start && bytes[end - 1] === CR ? end - 1 : end;
  if (stop > start) yield { line, text: () => bytes.toString('utf8', start, stop) };
}
