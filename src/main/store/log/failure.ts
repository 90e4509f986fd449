import { EngineError } from '../../../shared/contract/error.js';

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A failure of the file system, told for people. */
export function fileError(name: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const cause = { cause: error };
  switch (codeOf(error)) {
    case 'ENOENT':
      return new EngineError('notFound', `${name} is not there any more. Choose the file again.`, [], cause);
    case 'EACCES':
    case 'EPERM':
      return new EngineError('io', `${name} may not be read or written: permission denied.`, [], cause);
    case 'EISDIR':
      return new EngineError('invalid', `${name} is a folder. Choose a file.`, [], cause);
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(error);
    default:
      return new EngineError('io', `${name} could not be read or written: ${messageOf(error)}`, [], cause);
  }
}

export function diskFull(cause: unknown): EngineError {
  return new EngineError('io', 'The disk is full. Nothing was changed. Make room and import again.', [], { cause });
}

export function brokenGzip(name: string, cause: unknown): EngineError {
  return new EngineError(
    'invalid',
    `${name} is a broken gzip file: it cannot be decompressed to its end. Export or download it again.`,
    [],
    { cause },
  );
}

export function cancelled(): EngineError {
  return new EngineError('cancelled', 'Cancelled. Nothing was changed.');
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A failure of DuckDB while it read or wrote for an import, told for people. */
export function databaseError(what: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (codeOf(error) !== undefined) return fileError(what, error);
  const message = messageOf(error);
  if (/no space left|disk full|could not write all bytes|max_temp_directory_size|failed to offload/i.test(message))
    return diskFull(error);
  if (/interrupted/i.test(message)) return cancelled();
  if (/out of memory/i.test(message)) {
    return new EngineError('io', `There is not enough memory to read ${what}. Close other programs or split the file.`, [], {
      cause: error,
    });
  }
  if (/cannot open file|no files found|no such file/i.test(message)) {
    return new EngineError('notFound', `${what} is not there any more. Choose the file again.`, [], { cause: error });
  }
  const malformed = /malformed json.* in (?:line|record\/value) (\d+): ([^.\n]*)/i.exec(message);
  if (malformed) {
    const [, record = '', why = ''] = malformed;
    const text = `${what} is broken JSON near record ${record}: ${why}. Export it again, whole.`;
    return new EngineError('invalid', text, [], { cause: error });
  }
  if (/could not read|read error|i\/o error/i.test(message)) {
    return new EngineError('io', `${what} could not be read: ${firstLine(message)}`, [], { cause: error });
  }
  return new EngineError('invalid', `${what} could not be read: ${firstLine(message)}`, [], { cause: error });
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n', 1);
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
