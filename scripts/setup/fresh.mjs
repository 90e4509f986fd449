/** Telling whether `dist/` was built from the sources as they are now. Only Node's own modules. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { dist, root } from './paths.mjs';

export const buildStamp = join(dist, '.built-from');
const SOURCES = ['src', 'scripts/build', 'package.json', 'package-lock.json', 'tsconfig.base.json'];
const NOT_BUILT = /\.test\.tsx?$/;

/** Names the sources as they are: changes when a file's content, or which files there are, changes. */
export function sourceHash() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesUnder(source))) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

export function isBuilt() {
  return existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === sourceHash();
}

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  const names = readdirSync(full).sort();
  return names.flatMap((name) => filesUnder(`${path}/${name}`)).filter((file) => !NOT_BUILT.test(file));
}
