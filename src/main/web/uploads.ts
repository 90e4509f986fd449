import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What a page's files are put into while the host runs. */
export interface Uploads {
  /**
   * Writes a file as it streams in.
   * @returns its path
   * @throws UploadError when it must not or cannot be taken; nothing of it is left then
   */
  store(fileName: string, body: Readable, announcedBytes: number | undefined): Promise<string>;
  /** Deletes everything that was stored. Synchronous, so that it also works while the process exits. */
  clear: () => void;
}

export class UploadError extends Error {
  override readonly name = 'UploadError';
  constructor(
    readonly status: 400 | 413 | 507,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Left free on the disk: an import needs room of its own. */
const RESERVE_BYTES = 256 * 1024 * 1024;

/** Keeps uploads in a folder of this launch under `folder`, readable by the person alone. */
export async function createUploads(folder: string, mostBytes = Number.POSITIVE_INFINITY): Promise<Uploads> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await clearLeftovers(folder);
  const own = await mkdtemp(join(folder, `${process.pid}-`));
  let count = 0;
  return {
    store: async (fileName, body, announcedBytes) => {
      const name = safeName(fileName);
      const limit = Math.min(mostBytes, await freeBytes(own));
      if (announcedBytes !== undefined && announcedBytes > limit) throw tooLarge(name, mostBytes, announcedBytes);
      count += 1;
      // A folder each, so that the file keeps its own name: messages and guesses are made from it.
      const place = join(own, String(count));
      await mkdir(place, { mode: 0o700 });
      try {
        const path = join(place, name);
        await pipeline(body, counted(name, limit, mostBytes), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
        return path;
      } catch (error) {
        await rm(place, { recursive: true, force: true });
        throw explained(name, error);
      }
    },
    clear: () => {
      rmSync(own, { recursive: true, force: true });
    },
  };
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize - RESERVE_BYTES;
}

function counted(name: string, limit: number, mostBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) done(tooLarge(name, mostBytes, bytes));
      else done(null, chunk);
    },
  });
}

function tooLarge(name: string, mostBytes: number, bytes: number): UploadError {
  if (bytes > mostBytes) return new UploadError(413, `“${name}” is larger than the ${mostBytes} bytes that this server takes.`);
  return new UploadError(507, `There is not enough room on the disk for “${name}”. Free some space and choose the file again.`);
}

function explained(name: string, error: unknown): unknown {
  const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  return isFull
    ? new UploadError(507, `The disk is full; “${name}” was not kept. Free some space and choose the file again.`)
    : error;
}

/** The name alone, without anything that could lead elsewhere. */
function safeName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // Control characters and what Windows keeps for itself become an underscore.
  // eslint-disable-next-line no-control-regex -- these are the ones to go
  const name = last.replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '_').trim();
  if (name === '' || name === '.' || name === '..') throw new UploadError(400, 'The upload names no file.');
  // File systems take 255 bytes, a character has up to four; the end holds the extension.
  return Array.from(name).slice(-60).join('');
}

/** Folders of launches that ended without clearing up (killed, power lost). */
async function clearLeftovers(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const pid = Number(/^(\d+)-/.exec(entry)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
