import { EngineError } from '../../shared/contract/error.js';
import type { Problem } from '../../shared/journey/problem.js';
import { toEngineError } from '../engine/errors.js';
import type { CliIo } from './io.js';

export const EXIT = { done: 0, problems: 1, refused: 2, cancelled: 130 } as const;

/** The command was called wrongly. The message says how to call it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A fault as the command line prints it: what a machine reads under `errors`, and the same as one line. */
export interface PrintedFault {
  code: string;
  message: string;
  node?: string | undefined;
  nodes?: string[] | undefined;
  edge?: string | undefined;
  path: string;
  suggestion?: string | undefined;
  /** The file at fault, where the command was given several. */
  file?: string;
}

export function printedFault({ severity: _, ...problem }: Problem, file?: string): PrintedFault {
  const { node = problem.nodes?.[0], ...rest } = problem;
  return { ...rest, ...(node !== undefined && { node }), ...(file !== undefined && { file }) };
}

/** A document was refused: the faults are told one by one. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    message: string,
    readonly faults: readonly PrintedFault[],
  ) {
    super(message);
  }
}

/** `cart.json: edgeIntoTrigger at /edges/0 (node t1): A connection leads into …` */
export function faultLine(fault: PrintedFault): string {
  const file = fault.file === undefined ? '' : `${fault.file}: `;
  const place = fault.path === '' ? '' : ` at ${fault.path}`;
  const nodes = fault.nodes ?? (fault.node === undefined ? [] : [fault.node]);
  const parts = [nodes.length > 0 ? `node ${nodes.join(', ')}` : '', fault.edge === undefined ? '' : `edge ${fault.edge}`].filter(
    (part) => part !== '',
  );
  const where = parts.length > 0 ? ` (${parts.join('; ')})` : '';
  const suggestion = fault.suggestion === undefined ? '' : ` ${fault.suggestion}`;
  return `${file}${fault.code}${place}${where}: ${fault.message}${suggestion}\n`;
}

/**
 * Tells why a command failed, as JSON on stdout where the caller asked for it and as lines on stderr otherwise.
 * @returns the exit code.
 */
export function reportFailure(error: unknown, io: CliIo, command: string, json: boolean): number {
  if (error instanceof UsageError) {
    const call = command === '' ? '' : ` ${command}`;
    return print([{ code: 'usage', message: error.message, path: '' }], io, json, `${error.message}\nSee waypost help${call}.\n`);
  }
  const failure = error instanceof Refused ? error : toEngineError(error, command, io.signal);
  if (failure instanceof EngineError && failure.code === 'cancelled') {
    io.stderr.write('Cancelled.\n');
    return EXIT.cancelled;
  }
  const faults = failure instanceof Refused ? failure.faults : faultsOf(failure);
  const lines = faults.filter(({ message }) => message !== failure.message).map(faultLine);
  return print(faults, io, json, `${failure.message}\n${lines.join('')}`);
}

/** The problems of a failure; the failure itself where it names none. */
function faultsOf({ code, message, problems }: EngineError): PrintedFault[] {
  const faults = problems.filter(({ severity }) => severity === 'error').map((problem) => printedFault(problem));
  return faults.length > 0 ? faults : [{ code, message, path: '' }];
}

function print(errors: readonly PrintedFault[], io: CliIo, json: boolean, lines: string): number {
  if (json) io.stdout.write(`${JSON.stringify({ errors }, null, 2)}\n`);
  else io.stderr.write(lines);
  return EXIT.refused;
}
