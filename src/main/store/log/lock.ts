import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { EngineError } from '../../../shared/contract/error.js';

/** The locks that this process holds: its own number in a file does not tell whether the import is still under way. */
const held = new Set<string>();

/** A lock is made and then filled; one that stays empty for longer was left by a kill in between. */
const FILLING_MS = 10_000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether some process is importing; a lock that a killed one left behind does not count. */
export async function isLocked(path: string): Promise<boolean> {
  return held.has(path) || (await isLockedByAnother(path));
}

async function isLockedByAnother(path: string): Promise<boolean> {
  try {
    const text = await readFile(path, 'utf8');
    if (text === '') return performance.timeOrigin + performance.now() - (await stat(path)).mtimeMs < FILLING_MS;
    // One of this process that is not held is of an earlier process of the same number.
    return Number(text) !== process.pid && isRunning(Number(text));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Runs a task under a lock that holds within this process and between processes.
 * @throws EngineError `conflict` while another one holds it
 */
export async function withLock<Result>(path: string, task: () => Promise<Result>): Promise<Result> {
  if (held.has(path)) throw conflict();
  held.add(path);
  try {
    await take(path);
    try {
      return await task();
    } finally {
      await rm(path, { force: true });
    }
  } finally {
    held.delete(path);
  }
}

async function take(path: string): Promise<void> {
  if (await isLockedByAnother(path)) throw conflict();
  await rm(path, { force: true });
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw conflict(error);
    throw error;
  }
}

function conflict(cause?: unknown): EngineError {
  return new EngineError('conflict', 'Another import into this project is under way. Wait for it or cancel it.', [], { cause });
}
