import { EngineError } from '../../shared/contract/error.js';
import type { ErrorCode } from '../../shared/contract/procedure.js';

/** What a failure of the file system or of SQLite means to the person. */
const KNOWN: Readonly<Record<string, { code: ErrorCode; words: string }>> = {
  ENOSPC: { code: 'io', words: 'The disk is full. Free some space and try again' },
  EDQUOT: { code: 'io', words: 'The disk quota is used up. Free some space and try again' },
  SQLITE_FULL: { code: 'io', words: 'The disk is full. Free some space and try again' },
  ENOENT: { code: 'io', words: 'A file or folder is not there (any more)' },
  EISDIR: { code: 'io', words: 'A folder is where a file should be' },
  ENOTDIR: { code: 'io', words: 'A file is where a folder should be' },
  EACCES: { code: 'io', words: 'Waypost may not read or write there. Check the permissions' },
  EPERM: { code: 'io', words: 'Waypost may not read or write there. Check the permissions' },
  EROFS: { code: 'io', words: 'The disk can only be read. Copy the project to another place' },
  SQLITE_READONLY: { code: 'io', words: 'The project can only be read. Check its permissions' },
  SQLITE_CANTOPEN: { code: 'io', words: 'The project cannot be opened. Check its permissions' },
  EMFILE: { code: 'io', words: 'Too many files are open. Close other programs and try again' },
  EBUSY: { code: 'io', words: 'Another program uses the file. Close it there and try again' },
};

/** The failure of a procedure as it is told to the caller. An unexpected one is also written to the engine's log. */
export function toEngineError(error: unknown, procedure: string, signal?: AbortSignal): EngineError {
  if (error instanceof EngineError) return error;
  if (signal?.aborted === true && isAbort(error, signal)) return cancelled(error);
  const known = knownFailure(error);
  if (known) return new EngineError(known.code, `${known.words}. (${messageOf(error)})`, [], { cause: error });
  console.error(`The procedure ${procedure} failed:`, error);
  return new EngineError('internal', `Something went wrong inside Waypost (${procedure}): ${messageOf(error)}`, [], {
    cause: error,
  });
}

/** The error of a call that was cancelled. */
export function cancelled(cause?: unknown): EngineError {
  return new EngineError('cancelled', 'Cancelled. Nothing was changed.', [], { cause });
}

/** @throws EngineError `cancelled` when the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled(signal.reason);
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError');
}

function knownFailure(error: unknown): { code: ErrorCode; words: string } | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return undefined;
  if (code.startsWith('SQLITE_IOERR')) return { code: 'io', words: 'The disk failed to read or write. Check it and try again' };
  return KNOWN[code] ?? KNOWN[code.split('_', 2).join('_')];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
