import { describe, expect, it } from 'vitest';
import { freeName } from './freeName.js';

describe('freeName', () => {
  it('keeps a name that is free and counts on from 2 otherwise', () => {
    expect(freeName('Copy of A', ['A'])).toBe('Copy of A');
    expect(freeName('Copy of A', ['A', 'Copy of A', 'Copy of A 2'])).toBe('Copy of A 3');
  });
});
