import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EngineError } from '../../../shared/contract/error.js';
import { fileError, messageOf } from './failure.js';
import { decoderLabel, type Encoding } from './file.js';

/**
 * Writes a file anew as UTF-8, decompressed, a part at a time.
 * @param unifyLineEnds also turns CR LF and lone CR into LF, for files that mix them
 */
export async function transcode(
  source: { path: string; name: string; gzipped: boolean; encoding: Encoding },
  target: string,
  unifyLineEnds: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder(decoderLabel(source.encoding));
  let heldBack = '';
  const recode = new Transform({
    transform(part: Buffer, _encoding, done) {
      done(null, ends(decoder.decode(part, { stream: true })));
    },
    flush(done) {
      done(null, ends(decoder.decode()) + (heldBack === '' ? '' : '\n'));
    },
  });
  /** A CR at the end of a part may belong to an LF in the next. */
  const ends = (text: string): string => {
    if (!unifyLineEnds) return text;
    const whole = heldBack + text;
    heldBack = whole.endsWith('\r') ? '\r' : '';
    return whole.slice(0, whole.length - heldBack.length).replace(/\r\n?/g, '\n');
  };
  const options = signal === undefined ? {} : { signal };
  try {
    const input = createReadStream(source.path);
    if (source.gzipped) await pipeline(input, createGunzip(), recode, createWriteStream(target), options);
    else await pipeline(input, recode, createWriteStream(target), options);
  } catch (error) {
    if (source.gzipped && /zlib|incorrect|unexpected end|invalid/i.test(messageOf(error))) {
      throw new EngineError('invalid', `${source.name} is a broken gzip file: it cannot be decompressed. Export or download it again.`, [], { cause: error });
    }
    throw fileError(source.name, error);
  }
}
