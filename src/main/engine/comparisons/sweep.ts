import type { SweepAxis, SweepPoint } from '../../../shared/contract/comparisons.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { RunOptions } from '../../../shared/contract/simulations.js';
import type { Journey, JourneyDraft } from '../../../shared/journey/schema.js';
import { figuresOf } from '../../../shared/simulation/compare/figures.js';
import { throwIfCancelled } from '../errors.js';
import type { Call } from '../registry.js';
import { checked } from '../simulations/handlers.js';
import type { LogCache } from '../simulations/log-cache.js';
import type { Simulator } from '../simulations/simulator.js';
import { commonRun } from './log.js';
import { changedDraft, type KnownSegments } from './sides.js';

export interface SweepRequest {
  logs: LogCache;
  draft: JourneyDraft;
  axes: readonly SweepAxis[];
  segments: KnownSegments;
  options: RunOptions;
  lookBack?: string | undefined;
}

/** One choice of values: the journey with them, or why there is none. */
interface Candidate {
  values: number[];
  journey?: Journey;
  refused?: string;
}

function combinations(axes: readonly SweepAxis[]): number[][] {
  return axes.reduce<number[][]>((all, { values }) => all.flatMap((chosen) => values.map((value) => [...chosen, value])), [[]]);
}

function candidate({ draft, axes, segments }: SweepRequest, values: number[]): Candidate {
  try {
    const numbers = axes.map(({ path }, place) => ({ path, value: values[place] ?? Number.NaN }));
    return { values, journey: checked(changedDraft(draft, numbers), segments.segments) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { values, refused: error.problems[0]?.message ?? error.message };
  }
}

const NOTHING = { entries: 0, customers: 0, sent: 0, messaged: 0, suppressed: 0, converted: 0, bought: 0 };

/**
 * Runs a journey with every combination of values. The points share the log, which is loaded once, and what is worked out from the whole
 * of it; each runs on all workers. Values that make the journey break a rule are told as refused.
 * @throws EngineError `cancelled`, `invalid` for a number that the journey does not have or where no point can be run.
 */
export async function sweepJourney(
  simulator: Simulator,
  request: SweepRequest,
  call: Call,
): Promise<{ points: SweepPoint[]; lookBack: string }> {
  // A number that is not there is a fault of the whole, not of its points.
  changedDraft(
    request.draft,
    request.axes.map(({ path, values }) => ({ path, value: values[0] ?? Number.NaN })),
  );
  const candidates = combinations(request.axes).map((values) => candidate(request, values));
  const journeys = candidates.flatMap(({ journey }) => journey ?? []);
  const [first] = journeys;
  if (!first) throw new EngineError('invalid', candidates[0]?.refused ?? 'There are no values to try.');
  const { log, lookBack, specOf } = await commonRun(request.logs, journeys, request.segments, request, call);
  const constants = await simulator.constants(log, specOf(first), call);
  const points: SweepPoint[] = [];
  for (const { values, journey, refused } of candidates) {
    throwIfCancelled(call.signal);
    if (journey) {
      const { run, reach } = await simulator.measure(log, specOf(journey), { lookBack, constants }, silent(call));
      const [result] = run.result.journeys;
      if (!result) throw new RangeError('A run gave no result');
      const { entries, customers, sent, messaged, suppressed, converted, bought } = figuresOf(result, reach);
      points.push({ values, entries, customers, sent, messaged, suppressed, converted, bought });
    } else points.push({ values, ...NOTHING, refused: refused ?? '' });
    call.onProgress({ ...progressOf(points.length, candidates.length), partial: points });
  }
  return { points, lookBack };
}

function progressOf(done: number, total: number): { stage: string; fraction: number } {
  return { stage: `Tried ${String(done)} of ${String(total)}`, fraction: done / total };
}

/** The call of one point, whose own progress nobody sees. */
function silent({ signal }: Call): Call {
  return {
    signal,
    onProgress: () => {
      // The sweep tells of whole points.
    },
  };
}
