import type { RunOptions } from '../../../shared/contract/simulations.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { neededColumns, type EventLog } from '../../../shared/simulation/index.js';
import { LOOK_BACK } from '../../../shared/simulation/compare/reach.js';
import type { Call } from '../registry.js';
import type { LogCache } from '../simulations/log-cache.js';
import { periodOf } from '../simulations/period.js';
import type { RunSpec } from '../simulations/protocol.js';
import type { KnownSegments } from './sides.js';

/** What the runs of a comparison or a sweep have in common. */
export interface CommonRun {
  log: EventLog;
  lookBack: string;
  /** The run of one of the journeys by itself. */
  specOf: (journey: Journey) => RunSpec;
}

/** Loads once what all of these journeys read, so that their runs share one log. @throws EngineError `cancelled`, `invalid` without a period. */
export async function commonRun(
  logs: LogCache,
  journeys: readonly Journey[],
  { segments, segmentNames }: KnownSegments,
  { options, lookBack = LOOK_BACK }: { options: RunOptions; lookBack?: string | undefined },
  call: Call,
): Promise<CommonRun> {
  const { seed = 1, requireAddress = false, responses = { mode: 'none' } } = options;
  call.onProgress({ stage: 'Loading the log' });
  const log = await logs.load(neededColumns(journeys, segments, responses.mode === 'history'), call.signal);
  const common = { segments, segmentNames, period: periodOf(log, options), seed, requireAddress, responses };
  return { log, lookBack, specOf: (journey) => ({ ...common, journeys: [journey] }) };
}
