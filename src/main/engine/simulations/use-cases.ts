import type { Condition } from '../../../shared/condition/schema.js';
import type { RunOptions } from '../../../shared/contract/simulations.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { logPeriod, neededColumns } from '../../../shared/simulation/index.js';
import { stringAt } from '../../../shared/simulation/strings.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { Call } from '../registry.js';
import type { LogCache } from './log-cache.js';
import { instantOf, periodOf } from './period.js';
import type { FinishedRun, Simulator } from './simulator.js';

export interface SimulateRequest {
  logs: LogCache;
  /** They have passed the checks. */
  journeys: readonly Journey[];
  segments: Readonly<Record<string, Condition>>;
  /** What segments are called, for stories; absent: by their ids. */
  segmentNames?: Readonly<Record<string, string>>;
  options: RunOptions;
}

export interface Simulated {
  finished: FinishedRun;
  /** Milliseconds, as measured; that the workers start is part of the loading. */
  timing: { load: number; simulate: number };
}

/** Runs journeys over a stored log. @throws EngineError `cancelled`, and `invalid` where there is no period to run. */
export async function simulate(
  simulator: Simulator,
  { logs, journeys, segments, segmentNames, options }: SimulateRequest,
  call: Call,
): Promise<Simulated> {
  const { seed = 1, requireAddress = false, responses = { mode: 'none' } } = options;
  const started = performance.now();
  call.onProgress({ stage: 'Loading the log' });
  const log = await logs.load(neededColumns(journeys, segments, responses.mode === 'history'), call.signal);
  await simulator.ready();
  const loaded = performance.now();
  const spec = { journeys, segments, period: periodOf(log, options), seed, requireAddress, responses, segmentNames };
  const finished = await simulator.run(log, spec, call);
  return { finished, timing: { load: loaded - started, simulate: performance.now() - loaded } };
}

export interface CountRequest {
  logs: LogCache;
  /** It has passed the checks of a segment. */
  condition: Condition;
  segments: Readonly<Record<string, Condition>>;
  /** For conditions on the clock; UTC when absent. */
  timezone: string | undefined;
  /** ISO 8601; the end of the log when absent. */
  at: string | undefined;
}

export interface Counted {
  /** UserIds of those who satisfy it at the instant. */
  matching: string[];
  /** How many satisfied it at least once by then. */
  ever: number;
  customers: number;
  at: number;
}

/** Asks a condition about every customer of a stored log. @throws EngineError `cancelled`; `invalid` for a log without events and no instant. */
export async function countCondition(simulator: Simulator, request: CountRequest, call: Call): Promise<Counted> {
  const { logs, condition, segments, timezone = 'UTC' } = request;
  call.onProgress({ stage: 'Loading the log' });
  const log = await logs.load(neededColumns([], { ...segments, '': condition }, false), call.signal);
  const at = request.at === undefined ? logPeriod(log)?.to : instantOf(request.at);
  if (at === undefined)
    throw new EngineError('invalid', 'The log has no events, so it has no end to ask about. Import a log, or name an instant.');
  call.onProgress({ stage: 'Asking customers' });
  const { now, ever } = await simulator.count(log, { condition, segments, timezone, at }, call);
  const matching = now.flatMap((customers) => Array.from(customers, (customer) => stringAt(log.customerIds, customer)));
  return { matching, ever, customers: log.customerCount, at };
}
