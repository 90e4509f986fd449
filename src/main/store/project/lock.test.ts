import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockProject } from './lock.js';
import { temporaryFolder } from './testing.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const now = new Date('2024-05-01T10:00:00Z');

describe('lockProject', () => {
  it('gives the lock to one holder at a time', () => {
    const lock = lockProject(folder.path, now);
    expect(() => lockProject(folder.path, now)).toThrow(expect.objectContaining({ code: 'conflict' }));
    lock.release();
    lockProject(folder.path, now).release();
  });

  it('does not depend on what the lock file held', () => {
    writeFileSync(
      join(folder.path, 'project.lock'),
      'no database at all, but long enough to look like a file of some kind'.repeat(20),
    );
    const lock = lockProject(folder.path, now);
    expect(() => lockProject(folder.path, now)).toThrow(expect.objectContaining({ code: 'conflict' }));
    lock.release();
  });
});
