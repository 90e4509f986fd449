import { encodeUtf8 } from './strings.js';

function mix(block: number): number {
  const k = Math.imul(block, 0xcc9e2d51);
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593);
}

/**
 * MurmurHash3, x86, 32 bit, seed 0 (Austin Appleby, public domain) of the first `length` bytes, as an unsigned number.
 */
export function murmur3(bytes: Uint8Array, length: number): number {
  let hash = 0;
  const blocks = length & ~3;
  for (let i = 0; i < blocks; i += 4) {
    const block = (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24);
    hash ^= mix(block);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let i = length - 1; i >= blocks; i--) tail = (tail << 8) | (bytes[i] ?? 0);
  if (blocks < length) hash ^= mix(tail);
  hash ^= length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Draws of one label: numbers in [0, 1) that depend on seed, journey, label and customer only (semantics §5). */
export class Draw {
  #buffer: Uint8Array;
  readonly #prefixLength: number;

  constructor(seed: number, journeyId: string, label: string) {
    const prefix = encodeUtf8(`${String(seed)}/${journeyId}/${label}/`);
    this.#prefixLength = prefix.length;
    this.#buffer = new Uint8Array(prefix.length + 64);
    this.#buffer.set(prefix);
  }

  /** The draw of the customer whose userId has these UTF-8 bytes. */
  of(userId: Uint8Array): number {
    const length = this.#prefixLength + userId.length;
    if (length > this.#buffer.length) {
      const grown = new Uint8Array(length * 2);
      grown.set(this.#buffer.subarray(0, this.#prefixLength));
      this.#buffer = grown;
    }
    this.#buffer.set(userId, this.#prefixLength);
    return murmur3(this.#buffer, length) / 2 ** 32;
  }
}

/** The place of the first share that exceeds the draw when weights are laid end to end (semantics §5, random choices). */
export function choose(weights: readonly number[], draw: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let cumulative = 0;
  for (const [index, weight] of weights.entries()) {
    cumulative += weight;
    if (cumulative / total > draw) return index;
  }
  return weights.length - 1;
}
