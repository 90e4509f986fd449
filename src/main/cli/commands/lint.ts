import { resolve } from 'node:path';
import { z } from 'zod';
import { openProject } from '../project.js';
import { LogCache } from '../../engine/simulations/log-cache.js';
import { logProblems, otherJourneys } from '../../engine/journeys/log-lint.js';
import { projectContext, segmentsOf } from '../../engine/journeys/context.js';
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
    const checked = project === undefined ? checkFiles(run.io, files, {}) : await checkInProject(run, files, project);
    const errors = faultsOf(checked, 'error');
    const warnings = faultsOf(checked, 'warning');
    if (run.json) run.printJson({ errors, ...(warnings.length > 0 && { warnings }) });
    else printLines(run, checked.length, errors, warnings);
    return errors.length > 0 ? EXIT.problems : EXIT.done;
  });
}

/** Checks the files with what the project knows, then runs each on its log beside the other files and the journeys of the project. */
async function checkInProject(run: CommandRun, files: readonly string[], project: string): Promise<CheckedFile[]> {
  const opened = await openProject(run, resolve(run.io.cwd, project), { readOnly: true });
  try {
    const context = await projectContext(opened);
    const checked = checkFiles(run.io, files, context);
    if (context.events === undefined) return checked;
    const segments = segmentsOf(opened);
    const given = checked.flatMap(({ journey }) => journey ?? []);
    const stored = otherJourneys(opened, new Set(given.map(({ id }) => id)), segments);
    const logs = new LogCache(opened.log);
    const all: CheckedFile[] = [];
    for (const file of checked) {
      const { journey, problems } = file;
      const others = [...given.filter((other) => other.id !== journey?.id), ...stored];
      const found = journey ? await logProblems(run.io.simulator, { logs, journey, others, segments }, run.call) : [];
      all.push({ ...file, problems: [...problems, ...found] });
    }
    return all;
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
