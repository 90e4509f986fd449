import { resolve } from 'node:path';
import { z } from 'zod';
import type { CheckContext } from '../../../shared/journey/check.js';
import { openProject } from '../project.js';
import { projectContext } from '../../engine/journeys/context.js';
import { checkFiles, type CheckedFile } from '../documents.js';
import { EXIT, faultLine, printedFault, type PrintedFault } from '../failures.js';
import { onRun, withCommonOptions, type CommandHome, type CommandRun } from '../session.js';

export function addLint(home: CommandHome): void {
  const command = withCommonOptions(
    home.program
      .command('lint')
      .description('find what is wrong or doubtful in journeys')
      .argument('<JOURNEY.json...>', 'the journeys')
      .option('--project <PROJECT>', 'check against the log and the segments of a project'),
  );
  onRun(home, command, z.looseObject({ project: z.string().optional() }), async (run, { project }, files) => {
    const checked = checkFiles(run.io, files, project === undefined ? {} : await contextOf(run, project));
    const errors = faultsOf(checked, 'error');
    const warnings = faultsOf(checked, 'warning');
    if (run.json) run.printJson({ errors, ...(warnings.length > 0 && { warnings }) });
    else printLines(run, checked.length, errors, warnings);
    return errors.length > 0 ? EXIT.problems : EXIT.done;
  });
}

async function contextOf(run: CommandRun, project: string): Promise<CheckContext> {
  const opened = await openProject(run, resolve(run.io.cwd, project), { readOnly: true });
  try {
    return await projectContext(opened);
  } finally {
    await opened.close();
  }
}

/** The file is named where there are several. */
function faultsOf(checked: readonly CheckedFile[], severity: 'error' | 'warning'): PrintedFault[] {
  return checked.flatMap(({ file, problems }) =>
    problems
      .filter((problem) => problem.severity === severity)
      .map((problem) => printedFault(problem, checked.length > 1 ? file : undefined)),
  );
}

function printLines(run: CommandRun, files: number, errors: readonly PrintedFault[], warnings: readonly PrintedFault[]): void {
  for (const fault of errors) run.print(`error: ${faultLine(fault)}`);
  for (const fault of warnings) run.print(`warning: ${faultLine(fault)}`);
  const journeys = files === 1 ? '1 journey' : `${String(files)} journeys`;
  run.note(`${journeys}: ${count(errors.length, 'error')}, ${count(warnings.length, 'warning')}.`);
}

function count(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? '' : 's'}`;
}
