import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from './folders.js';

describe('projectFolder', () => {
  it.each([
    ['Spring shop', 'Spring shop.waypost'],
    ['a/b\\c:d', 'a-b-c-d.waypost'],
    ['../../etc', '-..-etc.waypost'],
    ['Läden 2024', 'Läden 2024.waypost'],
    ['shop.waypost', 'shop.waypost'],
    ['  spaced. ', 'spaced.waypost'],
    ['line\nbreak', 'line-break.waypost'],
  ])('%j → %j', (name, folder) => {
    expect(projectFolder('/projects', name)).toBe(join(resolve('/projects'), folder));
  });

  it.each(['...', '///', 'CON', 'lpt1', '\u0000'])('refuses %j', (name) => {
    expect(() => projectFolder('/projects', name)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});
