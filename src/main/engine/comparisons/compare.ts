import type { Journey } from '../../../shared/journey/schema.js';
import type { RunOptions } from '../../../shared/contract/simulations.js';
import type { Call } from '../registry.js';
import type { LogCache } from '../simulations/log-cache.js';
import type { MeasuredRun, Simulator } from '../simulations/simulator.js';
import { commonRun } from './log.js';
import type { KnownSegments } from './sides.js';
import { TreatedCustomers } from './treated.js';

export interface CompareRequest {
  logs: LogCache;
  /** They have passed the checks. */
  before: Journey;
  after: Journey;
  segments: KnownSegments;
  options: RunOptions;
  lookBack?: string | undefined;
}

export interface Compared {
  before: MeasuredRun;
  after: MeasuredRun;
  treated: TreatedCustomers;
  lookBack: string;
}

/** Runs two journeys by themselves on the same log and tells who is treated differently. @throws EngineError `cancelled`, `invalid` without a period. */
export async function compareJourneys(simulator: Simulator, request: CompareRequest, call: Call): Promise<Compared> {
  const { logs, before, after, segments } = request;
  const { log, lookBack, specOf } = await commonRun(logs, [before, after], segments, request, call);
  const run = async (journey: Journey, begin: number): Promise<MeasuredRun> => {
    const spec = specOf(journey);
    const constants = await simulator.constants(log, spec, call);
    return simulator.measure(log, spec, { lookBack, constants }, halfOf(call, begin));
  };
  const first = await run(before, 0);
  const second = await run(after, 0.5);
  call.onProgress({ stage: 'Comparing customers', fraction: 1 });
  return { before: first, after: second, treated: new TreatedCustomers(first.run, second.run), lookBack };
}

/** The call of one of the two runs, whose progress is half of the whole. */
function halfOf(call: Call, begin: number): Call {
  return {
    signal: call.signal,
    onProgress: ({ stage, fraction = 0 }) => {
      call.onProgress({ stage, fraction: begin + fraction / 2 });
    },
  };
}
