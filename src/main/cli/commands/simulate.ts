import { z } from 'zod';
import { simulate } from '../../engine/simulations/use-cases.js';
import type { FinishedRun } from '../../engine/simulations/simulator.js';
import { messagesCsv } from '../../../shared/simulation/index.js';
import type { SimulationResult } from '../../../shared/simulation/result.js';
import { loadJourneys, loadSegments } from '../documents.js';
import { UsageError } from '../failures.js';
import { writeResult } from '../files.js';
import { onRun, withCommonOptions, type CommandHome, type CommandRun } from '../session.js';
import { runOptions, simulationOptionsSchema, withSimulationOptions } from '../simulation-options.js';
import { openSource, splitProject } from '../source.js';
import { textTable } from '../table.js';

const optionsSchema = simulationOptionsSchema.extend({ result: z.string().optional(), messages: z.string().optional() });
type Options = z.infer<typeof optionsSchema>;

export function addSimulate(home: CommandHome): void {
  const command = home.program
    .command('simulate')
    .description('tell what journeys do on a log')
    .argument('<[PROJECT] JOURNEY.json...>', 'a project, if its log is to be used, and the journeys, run together in this order');
  withSimulationOptions(command)
    .option('--result <OUT.json>', 'write the counts')
    .option('--messages <OUT.csv>', 'write the list of messages');
  onRun(home, withCommonOptions(command), optionsSchema, async (run, options, operands) => {
    const { project, files } = splitProject(run, operands);
    if (files.length === 0) throw new UsageError('Name at least one JOURNEY.json.');
    const { result } = await runFiles(run, project, files, options, (finished) => {
      writeFiles(run, finished, options);
    });
    if (run.json) run.printJson(result);
    else run.print(summary(result));
    return undefined;
  });
}

async function runFiles(
  run: CommandRun,
  project: string | undefined,
  files: readonly string[],
  options: Options,
  onFinished: (run: FinishedRun) => void,
): Promise<FinishedRun> {
  const request = runOptions(run.io, options);
  const own = loadSegments(run.io, options.segments);
  // Without a project every segment is known here, so a refused journey costs no reading of the log.
  if (project === undefined) loadJourneys(run.io, files, own);
  const source = await openSource(run, project, options);
  try {
    const segments = { ...source.segments, ...own };
    const journeys = loadJourneys(run.io, files, segments);
    const { logs, segmentNames } = source;
    const simulated = simulate(run.io.simulator, { logs, journeys, segments, segmentNames, options: request }, run.call);
    const { finished } = await simulated;
    onFinished(finished);
    return finished;
  } finally {
    await source.close();
  }
}

function writeFiles({ io }: CommandRun, finished: FinishedRun, { result, messages }: Options): void {
  if (result !== undefined) writeResult(io, result, [`${JSON.stringify(finished.result, null, 2)}\n`]);
  if (messages !== undefined) writeResult(io, messages, messageChunks(finished));
}

const CHUNK = 100_000;

/** The message list in pieces: a long one is longer than a string may be. */
function* messageChunks({ messages, order, log, journeys }: FinishedRun): Generator<string> {
  for (let start = 0; start === 0 || start < order.length; start += CHUNK) {
    const text = messagesCsv(messages, order.subarray(start, start + CHUNK), log, journeys);
    yield start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  }
}

function summary({ from, to, log, journeys }: SimulationResult): string {
  const rows = journeys.map(({ id, entries, converted, heldOut, messages }) => {
    const suppressed = Object.values(messages.suppressed).reduce((sum, count) => sum + count, 0);
    return [id, entries, heldOut, messages.sent, suppressed, converted];
  });
  const about = `${from} to ${to}: ${log.events.toLocaleString('en')} events of ${log.customers.toLocaleString('en')} customers`;
  return `${about}\n${textTable(['journey', 'entries', 'held out', 'sent', 'suppressed', 'converted'], rows)}`;
}
