import { describe, expect, it } from 'vitest';
import { freeId, slugOf } from './identifiers.js';

describe('slugOf', () => {
  it.each([
    ['Cart recovery!', 'cart-recovery'],
    ['  Größe & Süßes  ', 'große-sußes'],
    ['Ünïcödé', 'unicode'],
    ['週末', '週末'],
    ['***', 'journey'],
    ['', 'journey'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a'.repeat(100), 'a'.repeat(60)],
  ])('%j → %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe('freeId', () => {
  it('numbers from 2 what is taken', () => {
    const taken = new Set(['a', 'a-2']);
    expect(freeId('b', (id) => taken.has(id))).toBe('b');
    expect(freeId('a', (id) => taken.has(id))).toBe('a-3');
  });
});
