import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUploads, UploadError } from './uploads.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-uploads-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A body as a request brings it: bytes. */
function bodyOf(...parts: string[]): Readable {
  return Readable.from(parts.map((part) => Buffer.from(part)));
}

async function filesLeft(): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

describe('uploads', () => {
  it('keep a file under its own name, for the person alone', async () => {
    const uploads = await createUploads(folder);
    const path = await uploads.store('Mein Übungs-Log 1.csv.gz', bodyOf('a,b\n', '1,2\n'), undefined);
    expect(basename(path)).toBe('Mein Übungs-Log 1.csv.gz');
    expect(await readFile(path, 'utf8')).toBe('a,b\n1,2\n');
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('keep two files of one name apart', async () => {
    const uploads = await createUploads(folder);
    const paths = await Promise.all([uploads.store('a.csv', bodyOf('1'), 1), uploads.store('a.csv', bodyOf('2'), 1)]);
    expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(['1', '2']);
  });

  it.each([
    '../../etc/passwd',
    '/etc/passwd',
    '..\\..\\boot.ini',
    'a\u0000b.csv',
    'C:evil.csv',
    `${'x'.repeat(5000)}.csv`,
    '🙂'.repeat(200),
  ])('never leave their folder: %j', async (name) => {
    const uploads = await createUploads(folder);
    const path = await uploads.store(name, bodyOf('x'), 1);
    expect(relative(folder, path)).toMatch(/^\d+-\w+[/\\]1[/\\][^/\\]+$/);
    expect(await readFile(path, 'utf8')).toBe('x');
  });

  it.each(['', '.', '..', 'a/..', '/'])('refuse what is no name: %j', async (name) => {
    const uploads = await createUploads(folder);
    await expect(uploads.store(name, bodyOf('x'), 1)).rejects.toMatchObject({ status: 400 });
  });

  it('refuse what is announced as too large before a byte is written', async () => {
    const uploads = await createUploads(folder, 10);
    await expect(uploads.store('a.csv', bodyOf('x'), 11)).rejects.toBeInstanceOf(UploadError);
    expect(await filesLeft()).toEqual([]);
  });

  it('stop what turns out too large, and leave nothing of it', async () => {
    const uploads = await createUploads(folder, 10);
    await expect(uploads.store('a.csv', bodyOf('12345', '67890', 'x'), undefined)).rejects.toMatchObject({ status: 413 });
    expect(await filesLeft()).toEqual([]);
  });

  it('refuse what does not fit on the disk', async () => {
    const uploads = await createUploads(folder);
    await expect(uploads.store('a.csv', bodyOf('x'), Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ status: 507 });
  });

  it('leave nothing of a file whose page went away half-way', async () => {
    const uploads = await createUploads(folder);
    const body = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('aborted');
      })(),
    );
    await expect(uploads.store('a.csv', body, undefined)).rejects.toThrow('aborted');
    expect(await filesLeft()).toEqual([]);
  });

  it('are deleted at the end, and those of a launch that was killed at the next start', async () => {
    const dead = join(folder, '999999999-abc');
    const alive = join(folder, `${process.pid}-abc`);
    await mkdir(dead);
    await mkdir(alive);
    await writeFile(join(dead, 'old.csv'), 'x');
    const uploads = await createUploads(folder);
    expect([existsSync(dead), existsSync(alive)]).toEqual([false, true]);
    const path = await uploads.store('a.csv', bodyOf('x'), 1);
    uploads.clear();
    expect(existsSync(path)).toBe(false);
  });
});
