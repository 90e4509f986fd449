import { readFile, rm, writeFile } from 'node:fs/promises';
import { EngineError } from '../../../shared/contract/error.js';

/** The locks that this process holds: its own number in a file does not tell whether the import is still under way. */
const held = new Set<string>();

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isStale(path: string): Promise<boolean> {
  const pid = Number(await readFile(path, 'utf8').catch(() => '0'));
  return pid === process.pid ? !held.has(path) : !(pid > 0 && isRunning(pid));
}

/** Whether some process is importing; a lock that a killed one left behind does not count. */
export async function isLocked(path: string): Promise<boolean> {
  return !(await isStale(path));
}

/**
 * Runs a task under a lock that holds between processes.
 * @throws EngineError `conflict` while another one holds it
 */
export async function withLock<Result>(path: string, task: () => Promise<Result>): Promise<Result> {
  if (await isStale(path)) await rm(path, { force: true });
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new EngineError('conflict', 'Another import into this project is under way. Wait for it or cancel it.', [], {
      cause: error,
    });
  }
  held.add(path);
  try {
    return await task();
  } finally {
    held.delete(path);
    await rm(path, { force: true });
  }
}
