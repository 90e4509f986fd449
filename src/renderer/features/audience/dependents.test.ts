import { describe, expect, it } from 'vitest';
import { dependentsOf } from './dependents.js';

const segment = (id: string, ...uses: string[]) => ({
  id,
  name: id,
  condition: { all: uses.map((used) => ({ segment: used })) },
});

describe('dependentsOf', () => {
  it('finds what is defined by a segment at any distance, and nothing else', () => {
    const all = [segment('a'), segment('b', 'a'), segment('c', 'x', 'b'), segment('d', 'x'), segment('x')];
    expect([...dependentsOf('a', all)].sort()).toEqual(['a', 'b', 'c']);
    expect([...dependentsOf('d', all)]).toEqual(['d']);
    expect([...dependentsOf('new', all)]).toEqual(['new']);
  });

  it('ends where a file from elsewhere goes in a circle', () => {
    expect([...dependentsOf('a', [segment('a', 'b'), segment('b', 'a')])].sort()).toEqual(['a', 'b']);
  });
});
