import type { StringTable } from '../../../shared/simulation/log.js';
import { shared } from './chunks.js';

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

const decoder = new TextDecoder();

/** String `index` of a table. */
export function stringAt(table: StringTable, index: number): string {
  // TextDecoder does not read shared memory: it decodes a copy.
  return decoder.decode(table.bytes.slice(table.offsets[index] ?? 0, table.offsets[index + 1] ?? 0));
}
