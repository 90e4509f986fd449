import { resolve } from 'node:path';
import { z } from 'zod';
import { segmentNamesFrom, writeReport } from '../../engine/results/report.js';
import { simulate } from '../../engine/simulations/use-cases.js';
import { loadJourneys, loadSegments } from '../documents.js';
import { UsageError } from '../failures.js';
import { writeResult } from '../files.js';
import { onRun, withCommonOptions, type CommandHome, type CommandRun } from '../session.js';
import { runOptions, simulationOptionsSchema, withSimulationOptions } from '../simulation-options.js';
import { openSource, splitProject } from '../source.js';

const optionsSchema = simulationOptionsSchema.extend({ out: z.string().optional(), listCustomers: z.boolean().optional() });
type Options = z.infer<typeof optionsSchema>;

export function addReport(home: CommandHome): void {
  const command = home.program
    .command('report')
    .description('write what a journey does on a log as one HTML page')
    .argument(
      '<[PROJECT] JOURNEY.json...>',
      'a project, if its log is to be used, and the journey; further journeys run together with it',
    );
  withSimulationOptions(command)
    .option('--out <REPORT.html>', 'the file to write (default: stdout)')
    .option('--list-customers', 'list customers by their ids');
  onRun(home, withCommonOptions(command), optionsSchema, async (run, options, operands) => {
    const { project, files } = splitProject(run, operands);
    if (files.length === 0) throw new UsageError('Name a JOURNEY.json.');
    const text = await reportOf(run, project, files, options);
    const { out } = options;
    if (out === undefined) run.print(text);
    else writeResult(run.io, out, [text]);
    if (out !== undefined && run.json) run.printJson({ file: resolve(run.io.cwd, out) });
    return undefined;
  });
}

async function reportOf(
  run: CommandRun,
  project: string | undefined,
  files: readonly string[],
  options: Options,
): Promise<string> {
  const { io, call } = run;
  const request = runOptions(io, options);
  const own = loadSegments(io, options.segments);
  const source = await openSource(run, project, options);
  try {
    const segments = { ...source.segments, ...own };
    const journeys = loadJourneys(io, files, segments);
    const { logs, segmentNames } = source;
    const { finished } = await simulate(io.simulator, { logs, journeys, segments, segmentNames, options: request }, call);
    const kept = { run: finished, tables: new Map(), playbacks: new Map() };
    const names = segmentNamesFrom(segmentNames);
    const customers = options.listCustomers ?? false;
    const asked = { kept, journey: 0, customers, names, version: io.version, now: Date.now() };
    return (await writeReport(io.simulator, asked, call)).text;
  } finally {
    await source.close();
  }
}
