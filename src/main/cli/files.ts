import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EngineError } from '../../shared/contract/error.js';
import type { Problem } from '../../shared/journey/problem.js';
import type { CliIo } from './io.js';

/** A JSON file's value, or the problem that it is none. @throws EngineError `io` when it cannot be read. */
export type JsonText = { value: unknown } | { problem: Problem };

export function readJson(io: CliIo, file: string): JsonText {
  const text = readText(io, file).replace(/^\uFEFF/, '');
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: { code: 'notJson', severity: 'error', message: `${file} is not JSON: ${error.message}.`, path: '' } };
  }
}

/** @throws EngineError `invalid` when the file is not JSON, `io` when it cannot be read. */
export function requireJson(io: CliIo, file: string): unknown {
  const read = readJson(io, file);
  if ('problem' in read) throw new EngineError('invalid', `${file} was refused.`, [read.problem]);
  return read.value;
}

/** @throws EngineError `io` when it cannot be read. */
export function readText(io: CliIo, file: string): string {
  const path = resolve(io.cwd, file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new EngineError('io', `There is no file ${file}.`);
  if (found.isDirectory()) throw new EngineError('io', `${file} is a folder, not a file.`);
  return readFileSync(path, 'utf8');
}

/** Writes a result file as a whole: another program never sees half of it. A pipe or a device is written to as it is. */
export function writeResult(io: CliIo, file: string, chunks: Iterable<string>): void {
  const path = resolve(io.cwd, file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) {
    writeChunks(path, chunks);
    return;
  }
  const unfinished = `${path}.unfinished-${String(process.pid)}`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeChunks(unfinished, chunks);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** @throws the system's error, such as that it is a folder. */
function writeChunks(path: string, chunks: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    for (const chunk of chunks) writeFileSync(file, chunk);
  } finally {
    closeSync(file);
  }
}
