/** Where things lie in the checkout. Only Node's own modules: this runs before anything is installed. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
export const dist = join(root, 'dist');
export const modules = join(root, 'node_modules');

/** Notes of this checkout that may be deleted at any time. */
export const cache = join(root, '.cache');

/** Downloads that several checkouts share, outside of them. */
export function sharedCache() {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return process.env['WAYPOST_CACHE'] ?? join(base, 'waypost');
}

/** The Node that everything runs with: the one the project brings along, else ours where it is new enough, else `undefined`. */
export function projectNode() {
  const candidates = ['node', 'node.exe'].map((name) => join(modules, 'node', 'bin', name));
  const own = Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
  return candidates.find((path) => existsSync(path)) ?? own;
}

/** Arguments with which Node runs the repository's TypeScript as it is. */
export const typescriptArguments = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-transform-types',
  '--import',
  new URL('../typescript.mjs', import.meta.url).href,
];
