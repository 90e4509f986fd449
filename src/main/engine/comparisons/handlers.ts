import type { ComparedSide } from '../../../shared/contract/comparisons.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import type { Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';
import type { MeasuredRun } from '../simulations/simulator.js';
import { compareJourneys } from './compare.js';
import { knownSegments, readSide } from './sides.js';
import { sweepJourney } from './sweep.js';
import { treatedCsv } from './treated-csv.js';

/** The procedures that hold versions of a journey against each other. */
export function comparisonHandlers({ sessions, simulator }: Services): Handlers<NamesOf<'comparisons'>> {
  return {
    'comparisons.compare': ({ project, before, after, options, lookBack }, call) =>
      sessions.use(project, call, async (session, inner) => {
        const segments = knownSegments(session);
        const [left, right] = [readSide(session, before, segments), readSide(session, after, segments)];
        const request = { logs: session.logs, before: left.journey, after: right.journey, segments, options, lookBack };
        const compared = await compareJourneys(simulator, request, inner);
        const { from, to, log } = compared.after.run.result;
        const keep = (draft: JourneyDraft, { run, reach }: MeasuredRun, side: string): ComparedSide => ({
          run: session.runs.keep(run, `${side} of a comparison`),
          draft,
          result: onlyResult(run.result.journeys),
          reach,
        });
        return {
          comparison: session.comparisons.keep(compared.treated),
          from,
          to,
          lookBack: compared.lookBack,
          customers: log.customers,
          before: keep(left.draft, compared.before, 'before'),
          after: keep(right.draft, compared.after, 'after'),
          treated: compared.treated.counts(),
        };
      }),
    'comparisons.treated': ({ project, comparison, ...query }, call) =>
      sessions.use(project, call, ({ comparisons }) => comparisons.get(comparison).page(query)),
    'comparisons.treatedCsv': ({ project, comparison }, call) =>
      sessions.use(project, call, ({ comparisons }) => ({
        fileName: 'treated-differently.csv',
        text: treatedCsv(comparisons.get(comparison)),
      })),
    'comparisons.sweep': ({ project, side, axes, options, lookBack }, call) =>
      sessions.use(project, call, (session, inner) => {
        const segments = knownSegments(session);
        const { draft } = readSide(session, side, segments);
        return sweepJourney(simulator, { logs: session.logs, draft, axes, segments, options, lookBack }, inner);
      }),
  };
}

function onlyResult<Result>([result]: readonly Result[]): Result {
  if (result === undefined) throw new RangeError('A run gave no result');
  return result;
}
