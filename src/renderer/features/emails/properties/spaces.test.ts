import { describe, expect, it } from 'vitest';
import { readSpaces, writeSpaces } from './spaces.js';

describe('spaces', () => {
  it.each(['0', '10px', '10px 25px', '20px 0', '1px 2px 3px', '1px 2px 3px 4px'])('are written as they were read: %s', (text) => {
    const spaces = readSpaces(text);
    expect(spaces && writeSpaces(spaces)).toBe(text);
  });

  it('are left alone where they are none', () => {
    expect(readSpaces('5% 10px')).toBeUndefined();
    expect(readSpaces('{{ x }}')).toBeUndefined();
    expect(readSpaces('1px 2px 3px 4px 5px')).toBeUndefined();
  });
});
