import { simulate } from '../../engine/simulations/use-cases.js';
import { customerStory } from '../../engine/simulations/story.js';
import type { Story } from '../../../shared/simulation/story.js';
import { z } from 'zod';
import { loadJourneys, loadSegments } from '../documents.js';
import { UsageError } from '../failures.js';
import { onRun, withCommonOptions, type CommandHome, type CommandRun } from '../session.js';
import { runOptions, simulationOptionsSchema, withSimulationOptions, type SimulationOptions } from '../simulation-options.js';
import { openSource, splitProject } from '../source.js';
import { storyText } from '../story-text.js';

const optionsSchema = simulationOptionsSchema.extend({ customer: z.string() });

export function addExplain(home: CommandHome): void {
  const command = home.program
    .command('explain')
    .description('tell what a journey does with one customer, and why')
    .argument('<[PROJECT] JOURNEY.json...>', 'a project, if its log is to be used, and the journey')
    .requiredOption('--customer <ID>', 'the userId');
  onRun(home, withCommonOptions(withSimulationOptions(command)), optionsSchema, async (run, options, operands) => {
    const { project, files } = splitProject(run, operands);
    if (files.length !== 1) throw new UsageError('Name one JOURNEY.json.');
    const story = await explain(run, project, files, options, options.customer);
    if (run.json) run.printJson(story);
    else run.print(storyText(story));
    return undefined;
  });
}

async function explain(
  run: CommandRun,
  project: string | undefined,
  files: readonly string[],
  options: SimulationOptions,
  userId: string,
): Promise<Story> {
  const request = runOptions(run.io, options);
  const own = loadSegments(run.io, options.segments);
  const source = await openSource(run, project, options);
  try {
    const segments = { ...source.segments, ...own };
    const journeys = loadJourneys(run.io, files, segments);
    const { logs, segmentNames } = source;
    const simulated = simulate(run.io.simulator, { logs, journeys, segments, segmentNames, options: request }, run.call);
    const { finished } = await simulated;
    return await customerStory(run.io.simulator, finished, source.log, userId, run.call);
  } finally {
    await source.close();
  }
}
