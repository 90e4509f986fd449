import { Option, type Command } from 'commander';
import { z } from 'zod';
import type { Call } from '../engine/registry.js';
import { EXIT, reportFailure, UsageError } from './failures.js';
import type { CliIo } from './io.js';
import { progressPrinter, PROGRESS_MODES, type ProgressMode } from './progress.js';

/** One command while it runs. */
export interface CommandRun {
  io: CliIo;
  json: boolean;
  /** For the engine: cancelled by Ctrl-C, its progress shown on stderr. */
  call: Call;
  /** Writes a result to stdout. */
  print: (text: string) => void;
  printJson: (value: unknown) => void;
  /** Tells something beside the result, on stderr; not with `--quiet`. */
  note: (text: string) => void;
}

/** Where the exit code of the command that ran is put. */
export interface Outcome {
  exitCode: number;
}

/** What every command is made with. */
export interface CommandHome {
  program: Command;
  io: CliIo;
  outcome: Outcome;
}

const commonOptions = z.looseObject({
  json: z.boolean().optional(),
  quiet: z.boolean().optional(),
  progress: z.enum(PROGRESS_MODES).default('auto'),
});

/** Adds the options that every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'print results and errors as JSON')
    .option('--quiet', 'print nothing but results and errors')
    .addOption(
      new Option('--progress <mode>', 'how progress is shown on stderr')
        .choices([...PROGRESS_MODES])
        .default('auto' satisfies ProgressMode),
    );
}

/**
 * Lets `work` run as the action of a command, with its options parsed by a schema. It returns the exit code, or nothing
 * for "done"; what it throws is printed as the conventions say.
 */
export function onRun<Options>(
  home: CommandHome,
  command: Command,
  options: z.ZodType<Options>,
  work: (run: CommandRun, options: Options, operands: readonly string[]) => Promise<number | undefined> | number | undefined,
): void {
  command.action(async () => {
    const given: unknown = command.opts();
    const { json = false, quiet = false, progress } = commonOptions.parse(given);
    const printer = progressPrinter(home.io, progress, quiet);
    const run = commandRun(home.io, json, quiet, printer.report, printer.end);
    try {
      home.outcome.exitCode = (await work(run, parseOptions(options, given), operandsOf(command))) ?? EXIT.done;
    } catch (error) {
      printer.end();
      home.outcome.exitCode = reportFailure(error, home.io, command.name(), json);
    }
  });
}

function parseOptions<Options>(schema: z.ZodType<Options>, given: unknown): Options {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
  return parsed.data;
}

function operandsOf(command: Command): string[] {
  return z.array(z.string()).parse(command.processedArgs.flat().filter((operand: unknown) => operand !== undefined));
}

function commandRun(
  io: CliIo,
  json: boolean,
  quiet: boolean,
  onProgress: Call['onProgress'],
  endProgress: () => void,
): CommandRun {
  const print = (text: string): void => {
    endProgress();
    io.stdout.write(text);
  };
  return {
    io,
    json,
    call: { signal: io.signal, onProgress },
    print,
    printJson: (value) => {
      print(`${JSON.stringify(value, null, 2)}\n`);
    },
    note: (text) => {
      if (quiet) return;
      endProgress();
      io.stderr.write(`${text}\n`);
    },
  };
}
