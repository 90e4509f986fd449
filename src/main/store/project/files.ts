import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** The files of a SQLite database beside the database itself. */
export const COMPANIONS = ['-wal', '-shm', '-journal'] as const;

/** An instant as part of a file name that sorts by time, also where `:` is not allowed. */
export function stampOf(instant: Date): string {
  return instant.toISOString().replaceAll(':', '-');
}

/** Flushes a file's bytes to the disk. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Flushes the entries of a folder, so that a rename survives a loss of power. Windows has no such call and needs none. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Puts a finished file in place of another in one step. */
export function replaceFile(finished: string, target: string): void {
  flushFile(finished);
  renameSync(finished, target);
  flushFolder(dirname(target));
}

/** Moves a database with its companions. */
export function moveDatabase(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
  for (const suffix of COMPANIONS) {
    if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
  }
}

/** Removes a database with its companions. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', ...COMPANIONS]) rmSync(path + suffix, { force: true });
}
