import { describe, expect, it } from 'vitest';
import { choose, Draw, murmur3 } from './hash.js';
import { encodeUtf8 } from './strings.js';

function hashOf(text: string): number {
  const bytes = encodeUtf8(text);
  return murmur3(bytes, bytes.length);
}

describe('murmur3', () => {
  // Published vectors of MurmurHash3_x86_32 with seed 0.
  it.each([
    ['', 0],
    ['a', 0x3c2569b2],
    ['Hello, world!', 0xc0363e43],
    ['The quick brown fox jumps over the lazy dog', 0x2e4ff723],
  ])('hashes %j', (text, hash) => {
    expect(hashOf(text)).toBe(hash);
  });

  it('does not depend on what lies behind the hashed bytes', () => {
    const bytes = encodeUtf8('abcdefgh');
    expect(murmur3(bytes, 5)).toBe(hashOf('abcde'));
  });
});

describe('Draw', () => {
  it('hashes seed/journey/label/user as UTF-8 (semantics §5)', () => {
    const user = encodeUtf8('Zoë 🌲');
    expect(new Draw(7, 'reise', 'knoten').of(user)).toBe(hashOf('7/reise/knoten/Zoë 🌲') / 2 ** 32);
  });

  it('copes with a userId longer than any buffer', () => {
    const long = 'x'.repeat(5_000);
    const draw = new Draw(1, 'j', 'l');
    expect(draw.of(encodeUtf8(long))).toBe(hashOf(`1/j/l/${long}`) / 2 ** 32);
    expect(draw.of(encodeUtf8('a'))).toBe(hashOf('1/j/l/a') / 2 ** 32);
  });
});

describe('choose', () => {
  it('takes the arm whose cumulative share first exceeds the draw (semantics §5)', () => {
    expect(choose([50, 50], 0)).toBe(0);
    expect(choose([50, 50], 0.5)).toBe(1);
    expect(choose([0, 1, 3], 0)).toBe(1);
    expect(choose([1, 3], 0.2499)).toBe(0);
    expect(choose([1, 3], 0.25)).toBe(1);
  });
});
