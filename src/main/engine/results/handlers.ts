import { durationMs } from '../../../shared/condition/duration.js';
import { segmentNames } from '../journeys/export.js';
import type { Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';
import { entriesOf, journeyPlace, playbackOf } from '../simulations/kept.js';
import { membersOf } from './groups.js';
import { outcomesOf } from './outcomes.js';
import { overlapOf } from './overlap.js';
import { JourneyPaths } from './paths.js';
import { writeDrawing, writeReport } from './report.js';

/** The procedures about what a run came to, beyond its counts. */
export function resultHandlers({ sessions, simulator, host }: Services): Handlers<NamesOf<'results'>> {
  return {
    'results.outcomes': ({ project, run, journey }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const kept = runs.get(run);
        const place = journeyPlace(kept, journey);
        const within = kept.run.journeys[place]?.settings?.goal?.within;
        const entries = await entriesOf(simulator, kept, inner);
        return outcomesOf(entries, place, within === undefined ? undefined : durationMs(within));
      }),
    'results.paths': ({ project, run, journey }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const kept = runs.get(run);
        const { journey: document, moves } = await playbackOf(simulator, kept, journeyPlace(kept, journey), inner);
        return new JourneyPaths(document, moves).counts();
      }),
    'results.report': ({ project, run, journey, customers }, call) =>
      sessions.use(project, call, ({ runs, store }, inner) => {
        const kept = runs.get(run);
        const place = journeyPlace(kept, journey);
        const request = { kept, journey: place, customers, names: segmentNames(store), version: host.version, now: Date.now() };
        return writeReport(simulator, request, inner);
      }),
    'results.drawing': ({ project, run, journey }, call) =>
      sessions.use(project, call, ({ runs, store }) => {
        const kept = runs.get(run);
        return writeDrawing(kept, journeyPlace(kept, journey), segmentNames(store));
      }),
    'results.overlap': ({ project, run }, call) => sessions.use(project, call, ({ runs }) => overlapOf(runs.get(run).run)),
    'results.tooMany': ({ project, run, journey, messages, days }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const kept = runs.get(run);
        const place = journey === undefined ? undefined : journeyPlace(kept, journey);
        const members = await membersOf(simulator, kept, place, { kind: 'tooMany', messages, days }, inner);
        return { customers: members.reduce((sum, member) => sum + member, 0) };
      }),
  };
}
