import { readFile, realpath } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

/** The kinds of file that the build of the interface writes. Others are not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};

export interface PageFile {
  body: Buffer<ArrayBuffer>;
  type: string;
  /** Whether its name changes with its content, so that it may be kept for ever. */
  hashed: boolean;
}

/**
 * Reads the file of the interface that a URL path names; `undefined` when there is none in the folder, of whatever reason:
 * a path that leads out of it, a link that does, a kind that is not served.
 */
export async function readPageFile(folder: string, urlPath: string): Promise<PageFile | undefined> {
  const path = await locate(folder, urlPath);
  if (path === undefined) return undefined;
  const type = TYPES[extname(path).toLowerCase()];
  if (type === undefined) return undefined;
  const body = await readFile(path).catch(absent);
  return body && { body, type, hashed: urlPath.startsWith('/assets/') };
}

async function locate(folder: string, urlPath: string): Promise<string | undefined> {
  const decoded = decode(urlPath);
  if (decoded === undefined || /[\0\\]/.test(decoded) || !decoded.startsWith('/')) return undefined;
  const path = join(folder, decoded === '/' ? 'index.html' : decoded);
  if (!isInside(folder, path)) return undefined;
  const [realFolder, realFile] = await Promise.all([realpath(folder).catch(absent), realpath(path).catch(absent)]);
  return realFolder !== undefined && realFile !== undefined && isInside(realFolder, realFile) ? realFile : undefined;
}

function decode(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function isInside(folder: string, path: string): boolean {
  return resolve(path).startsWith(resolve(folder) + sep);
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']);

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && ABSENT.has(error.code)) return undefined;
  throw error;
}
