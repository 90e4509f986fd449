import { createReadStream, createWriteStream } from 'node:fs';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { brokenGzip, fileError } from '../failure.js';
import { decoderLabel, type Encoding, type InspectedFile } from './file.js';

export interface Rewriting {
  encoding: Encoding;
  /** Turns CR LF and lone CR into LF, for files that mix them: DuckDB wants one kind. */
  unifyLineEnds?: boolean;
}

/** Writes a file anew as plain UTF-8, a part at a time. */
export async function rewrite(
  file: InspectedFile,
  target: string,
  { encoding, unifyLineEnds = false }: Rewriting,
  signal?: AbortSignal,
): Promise<void> {
  const input = createReadStream(file.path);
  const unpack = file.gzipped ? createGunzip() : new PassThrough();
  const recode = encoding === 'utf-8' && !unifyLineEnds ? new PassThrough() : recoder(encoding, unifyLineEnds);
  let broken: unknown;
  unpack.on('error', (error) => (broken = error));
  try {
    await pipeline(input, unpack, recode, createWriteStream(target), ...(signal === undefined ? [] : [{ signal }]));
  } catch (error) {
    if (file.gzipped && broken === error) throw brokenGzip(file.name, error);
    throw fileError(file.name, error);
  }
}

function recoder(encoding: Encoding, unifyLineEnds: boolean): Transform {
  const decoder = new TextDecoder(decoderLabel(encoding));
  /** A CR at the end of a part may belong to an LF in the next. */
  let held = '';
  const ends = (text: string): string => {
    if (!unifyLineEnds) return text;
    const whole = held + text;
    held = whole.endsWith('\r') ? '\r' : '';
    return whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
  };
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      done(null, ends(decoder.decode(part, { stream: true })));
    },
    flush(done) {
      done(null, ends(decoder.decode()) + (held === '' ? '' : '\n'));
    },
  });
}

/**
 * Whether a file that is not sound UTF-8 reads better as Latin-1: whether it has more bytes that are no UTF-8 than characters beyond ASCII that are.
 * A file whose first megabyte was plain ASCII does not tell before.
 */
export async function isRatherLatin1(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8');
  let wrong = 0;
  let right = 0;
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (const character of decoder.decode(part, { stream: true }).match(/[\u0080-\uffff]/g) ?? []) {
      if (character === '\ufffd') wrong++;
      else right++;
    }
  }
  return wrong > right;
}
