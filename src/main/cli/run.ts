import { Command, CommanderError } from 'commander';
import { addCompare } from './commands/compare.js';
import { addExport } from './commands/export.js';
import { addExplain } from './commands/explain.js';
import { addImport } from './commands/import.js';
import { addLint } from './commands/lint.js';
import { addNew } from './commands/new.js';
import { addRender } from './commands/render.js';
import { addReport } from './commands/report.js';
import { addSegment } from './commands/segment.js';
import { addSend } from './commands/send.js';
import { addServe } from './commands/serve.js';
import { addSimulate } from './commands/simulate.js';
import { addSql } from './commands/sql.js';
import { addSweep } from './commands/sweep.js';
import { EXIT } from './failures.js';
import type { CliIo } from './io.js';
import type { CommandHome, Outcome } from './session.js';

const COMMANDS = [
  addNew,
  addImport,
  addLint,
  addSimulate,
  addCompare,
  addSweep,
  addExplain,
  addReport,
  addSegment,
  addSql,
  addExport,
  addRender,
  addSend,
  addServe,
];

/**
 * Runs one call of the command line.
 * @param args what follows the program's name.
 * @returns the exit code: 0 done, 1 the work found problems, 2 wrong usage or unreadable input, 130 cancelled.
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const outcome: Outcome = { exitCode: EXIT.done };
  const program = programOf(io, outcome);
  try {
    if (args.length === 0) program.help({ error: true });
    await program.parseAsync([...args], { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.refused;
    throw error;
  }
}

function programOf(io: CliIo, outcome: Outcome): Command {
  const program = new Command('waypost')
    .description('Draw customer journeys for behavioural e-mail and know beforehand, exactly, what they will do.')
    .version(io.version, '--version', 'print the version')
    .helpOption('--help', 'print help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        io.stdout.write(text);
      },
      writeErr: (text) => {
        io.stderr.write(text);
      },
    })
    .showHelpAfterError('See waypost help.');
  const home: CommandHome = { program, io, outcome };
  for (const add of COMMANDS) add(home);
  addHelp(home);
  program.addHelpText('after', EXIT_CODES);
  return program;
}

const EXIT_CODES = `
A PROJECT is a .waypost folder. Results go to stdout, everything else to stderr.
Exit codes: 0 done, 1 the work found problems, 2 wrong usage or unreadable input, 130 cancelled.`;

function addHelp({ program }: CommandHome): void {
  program
    .command('help')
    .argument('[COMMAND]', 'the command to tell about')
    .description('tell what the commands are, or about one of them')
    .action((name: string | undefined) => {
      if (name === undefined) program.outputHelp();
      else commandNamed(program, name).outputHelp();
    });
}

function commandNamed(program: Command, name: string): Command {
  const command = program.commands.find((each) => each.name() === name);
  if (!command) program.error(`error: unknown command '${name}'`, { code: 'commander.unknownCommand', exitCode: EXIT.refused });
  return command;
}
