import { z } from 'zod';
import { columnOf, shared } from './chunks.js';
import type { Database } from '../database.js';
import type { StringTable } from '../../../../shared/simulation/log.js';

/** Gathers strings into a `StringTable`. */
export class StringTableBuilder {
  #bytes = Buffer.alloc(1 << 16);
  #length = 0;
  readonly #ends: number[] = [];

  /** A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. */
  add(text: string): void {
    const needed = this.#length + text.length * 3;
    if (needed > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(text, this.#length, 'utf8');
    this.#ends.push(this.#length);
  }

  build(): StringTable {
    const bytes = shared(Uint8Array, this.#length);
    bytes.set(this.#bytes.subarray(0, this.#length));
    const offsets = shared(Uint32Array, this.#ends.length + 1);
    offsets.set(this.#ends, 1);
    return { bytes, offsets };
  }
}

/** How many strings come out of DuckDB as one text: handing them over one by one costs more than everything else. */
const GROUP = 2048;

/**
 * Reads the strings of a table in the order of their codes.
 * @param code a column that numbers the rows without a gap
 */
export async function readStrings(db: Database, table: string, column: string, code: string): Promise<StringTable> {
  const { total, bytes } = await db.one(
    z.object({ total: z.number(), bytes: z.number() }),
    `SELECT count(*)::DOUBLE AS total, coalesce(sum(strlen(${column})), 0)::DOUBLE AS bytes FROM ${table}`,
  );
  const strings = { bytes: shared(Uint8Array, bytes), offsets: shared(Uint32Array, total + 1) };
  let at = 0;
  for await (const chunk of db.chunks(`SELECT strlen(${column})::UINTEGER FROM ${table} ORDER BY ${code}`)) {
    for (const length of columnOf(chunk, 0, Uint32Array)) strings.offsets[++at] = (strings.offsets[at - 1] ?? 0) + length;
  }
  let end = 0;
  const encoder = new TextEncoder();
  const group = `${code} // ${GROUP}`;
  for await (const chunk of db.chunks(
    `SELECT string_agg(${column}, '' ORDER BY ${code}) FROM ${table} GROUP BY ${group} ORDER BY ${group}`,
  )) {
    for (const text of chunk.getColumnValues(0)) {
      const encoded = encoder.encode(String(text));
      strings.bytes.set(encoded, end);
      end += encoded.length;
    }
  }
  return strings;
}

const decoder = new TextDecoder();

/** String `index` of a table. */
export function stringAt(table: StringTable, index: number): string {
  // TextDecoder does not read shared memory: it decodes a copy.
  return decoder.decode(table.bytes.slice(table.offsets[index] ?? 0, table.offsets[index + 1] ?? 0));
}
