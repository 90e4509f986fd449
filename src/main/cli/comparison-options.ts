import type { Command } from 'commander';
import { z } from 'zod';
import { durationSchema } from '../../shared/condition/duration.js';
import { UsageError } from './failures.js';
import { loadJourneys, loadSegments } from './documents.js';
import type { CommandRun } from './session.js';
import { simulationOptionsSchema, withSimulationOptions, type SimulationOptions } from './simulation-options.js';
import { openSource, type LogSource } from './source.js';
import type { KnownSegments } from '../engine/comparisons/sides.js';
import type { Journey } from '../../shared/journey/schema.js';

/** The options that `compare` and `sweep` share. */
export const comparisonOptionsSchema = simulationOptionsSchema.extend({ lookBack: z.string().optional() });
export type ComparisonOptions = z.infer<typeof comparisonOptionsSchema>;

export function withComparisonOptions(command: Command): Command {
  return withSimulationOptions(command).option(
    '--look-back <DURATION>',
    'how far back a purchase counts for messages to people who had already bought (default: 30d)',
  );
}

/** @throws UsageError for what is no length of time. */
export function lookBackOf({ lookBack }: ComparisonOptions): string | undefined {
  if (lookBack !== undefined && !durationSchema.safeParse(lookBack).success)
    throw new UsageError(`--look-back takes a length of time such as 30d, not "${lookBack}".`);
  return lookBack;
}

/** Opens the log that the journeys of files run on, each journey by itself: two versions of one may be among them. */
export async function withJourneys<Result>(
  run: CommandRun,
  project: string | undefined,
  files: readonly string[],
  options: SimulationOptions,
  work: (source: LogSource, journeys: readonly Journey[], segments: KnownSegments) => Promise<Result>,
): Promise<Result> {
  const own = loadSegments(run.io, options.segments);
  const load = (segments: Parameters<typeof loadJourneys>[2]) => files.flatMap((file) => loadJourneys(run.io, [file], segments));
  // Without a project every segment is known here, so a refused journey costs no reading of the log.
  if (project === undefined) load(own);
  const source = await openSource(run, project, options);
  try {
    const segments = { ...source.segments, ...own };
    return await work(source, load(segments), { segments, segmentNames: source.segmentNames });
  } finally {
    await source.close();
  }
}
