import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { EngineError } from '../../../shared/contract/error.js';
import type { Call } from '../registry.js';

/** A file up to this size is read as a whole, whatever its shape; a larger one line by line. */
const WHOLE = 64 * 1024 * 1024;
/** Lines are handed on in pieces of this size. */
const PIECE = 1024 * 1024;

/**
 * The text of a file of reports, in pieces that can each be read alone. A list that is larger than `WHOLE` must have an event a line.
 * @throws EngineError `io`, `cancelled`.
 */
export async function* reportTexts(file: string, call: Call, whole = WHOLE): AsyncGenerator<string> {
  const { size } = await stat(file).catch((error: unknown) => {
    throw new EngineError('io', `${basename(file)} cannot be read.`, [], { cause: error });
  });
  if (size <= whole) {
    yield await readFile(file, 'utf8');
    return;
  }
  const stage = `Reading ${basename(file)}`;
  let [done, piece] = [0, ''];
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) {
    call.signal.throwIfAborted();
    done += line.length;
    // The lines of a written-out list: its brackets and commas are no part of the events.
    const event = line.trim().replace(/,$/, '');
    if (event !== '' && event !== '[' && event !== ']') piece += `${event}\n`;
    if (piece.length < PIECE) continue;
    call.onProgress({ stage, fraction: Math.min(1, done / size) });
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
