import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPageFile } from './files.js';
import { contentSecurityPolicy } from './policy.js';

let root = '';
let pages = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'waypost-pages-'));
  pages = join(root, 'renderer');
  await mkdir(join(pages, 'assets'), { recursive: true });
  await mkdir(join(root, 'renderer-other'));
  await writeFile(join(root, 'secret.json'), 'secret');
  await writeFile(join(root, 'renderer-other', 'secret.json'), 'secret');
  await writeFile(join(pages, 'index.html'), '<h1>');
  await writeFile(join(pages, 'assets', 'a-1.js'), 'x');
  await writeFile(join(pages, 'notes.txt'), 'x');
  await symlink(join(root, 'secret.json'), join(pages, 'link.json'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('files of the interface', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', false],
    ['/index.html', 'text/html; charset=utf-8', false],
    ['/assets/a-1.js', 'text/javascript; charset=utf-8', true],
    ['/assets/%61-1.js', 'text/javascript; charset=utf-8', true],
  ])('are served: %s', async (path, type, hashed) => {
    expect(await readPageFile(pages, path)).toMatchObject({ type, hashed });
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/%2e%2e%2fsecret.json',
    '/assets/../../secret.json',
    '/..%5csecret.json',
    '/../renderer-other/secret.json',
    '//etc/passwd',
    '/link.json',
    '/index.html%00.js',
    '/%ff',
    '/notes.txt',
    '/assets',
    '/missing.js',
    '/index.html/x.js',
    'index.html',
    '',
  ])('are nothing else: %s', async (path) => {
    expect(await readPageFile(pages, path)).toBeUndefined();
  });
});

describe('the content security policy', () => {
  it('lets no script in but files of our own, and nothing out', () => {
    const policy = contentSecurityPolicy();
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });
});
