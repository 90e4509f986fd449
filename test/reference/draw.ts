/** MurmurHash3, x86, 32 bit, seed 0, of the UTF-8 of a text (semantics §5, random choices). */
export function murmur3(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = Math.floor(bytes.length / 4);
  let hash = 0;
  for (let block = 0; block < blocks; block++) {
    hash ^= scramble(view.getUint32(block * 4, true));
    hash = Math.imul(rotate(hash, 13), 5) + 0xe6546b64;
  }
  let tail = 0;
  for (let at = bytes.length - 1; at >= blocks * 4; at--) tail = (tail << 8) | view.getUint8(at);
  hash ^= scramble(tail);
  return finish(hash ^ bytes.length);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function scramble(block: number): number {
  return Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** What tells the draws of one customer in one journey of one run apart from all others. */
export interface Dice {
  seed: number;
  journey: string;
  userId: string;
}

/** A number from 0 up to 1, without 1: the same for the same label (semantics §5). */
export function draw({ seed, journey, userId }: Dice, label: string): number {
  return murmur3(`${seed}/${journey}/${label}/${userId}`) / 2 ** 32;
}

/** The choice at which the cumulative share of the weights first exceeds the draw (semantics §5). */
export function choose<T extends { weight: number }>(choices: readonly T[], drawn: number): T | undefined {
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  let cumulative = 0;
  return choices.find(({ weight }) => {
    cumulative += weight;
    return cumulative / total > drawn;
  });
}
