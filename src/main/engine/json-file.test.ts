import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JsonFile } from './json-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(notes: string[]): JsonFile<{ count: number }> {
  return new JsonFile(
    join(folder, 'some.json'),
    z.object({ count: z.number() }),
    () => ({ count: 0 }),
    (note) => notes.push(note),
  );
}

describe('JsonFile', () => {
  it('is empty before it is written, and then gives back what was written', () => {
    const notes: string[] = [];
    const file = fileWith(notes);
    expect(file.read()).toEqual({ count: 0 });
    file.write({ count: 7 });
    expect(file.read()).toEqual({ count: 7 });
    expect(readdirSync(folder)).toEqual(['some.json']);
    expect(notes).toEqual([]);
  });

  it.each(['', '{"count": 1', '{"count": "many"}', '\u0000\u0001'])('sets %j aside, says so and starts anew', (text) => {
    writeFileSync(join(folder, 'some.json'), text);
    const notes: string[] = [];
    expect(fileWith(notes).read()).toEqual({ count: 0 });
    expect(notes).toHaveLength(1);
    const [kept] = readdirSync(folder);
    expect(kept).toMatch(/^some\.broken-.*\.json$/);
    expect(readFileSync(join(folder, kept ?? ''), 'utf8')).toBe(text);
  });
});
