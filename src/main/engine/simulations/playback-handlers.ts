import { EngineError } from '../../../shared/contract/error.js';
import { throwIfCancelled } from '../errors.js';
import type { Call, Handlers } from '../registry.js';
import type { Services } from '../services.js';
import { Playback } from './playback.js';
import type { KeptRun } from './runs.js';
import type { Simulator } from './simulator.js';
import { explainCustomer } from './why.js';

type PlaybackProcedure =
  'simulations.playback' | 'simulations.moves' | 'simulations.present' | 'simulations.dwell' | 'simulations.why';

/** The procedures that play a run, look into its movements and explain them. */
export function playbackHandlers({ sessions, simulator }: Services): Handlers<PlaybackProcedure> {
  return {
    'simulations.playback': ({ project, run, journey }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const playback = await playbackOf(simulator, runs.get(run), journey, inner);
        return playback.summary();
      }),
    'simulations.moves': ({ project, run, journey, offset }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const playback = await playbackOf(simulator, runs.get(run), journey, inner);
        return playback.page(offset);
      }),
    'simulations.present': ({ project, run, journey, node, at, offset, limit }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const playback = await playbackOf(simulator, runs.get(run), journey, inner);
        return playback.present(node, at, offset, limit);
      }),
    'simulations.dwell': ({ project, run, journey, where }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const playback = await playbackOf(simulator, runs.get(run), journey, inner);
        return playback.dwell(where);
      }),
    'simulations.why': ({ project, run, journey, userId, node }, call) =>
      sessions.use(project, call, ({ runs }, inner) => {
        const kept = runs.get(run);
        return explainCustomer(simulator, kept.run, journeyPlace(kept, journey), { userId, node }, inner);
      }),
  };
}

/** The movements are gathered once; who asks meanwhile waits for them, and gathers them anew when the one who began has cancelled. */
async function playbackOf(simulator: Simulator, kept: KeptRun, journeyId: string, call: Call): Promise<Playback> {
  const journey = journeyPlace(kept, journeyId);
  const begun = kept.playbacks.get(journey);
  if (begun) {
    const [made] = await Promise.allSettled([begun]);
    if (made.status === 'fulfilled') return made.value;
    throwIfCancelled(call.signal);
  }
  const making = simulator.moves(kept.run, journey, call).then((moves) => new Playback(kept.run, journey, moves));
  kept.playbacks.set(journey, making);
  return making;
}

/** The place of a journey in a run. @throws EngineError `notFound`. */
export function journeyPlace({ run }: KeptRun, journeyId: string): number {
  const place = run.journeys.findIndex(({ id }) => id === journeyId);
  if (place < 0) throw new EngineError('notFound', `The journey "${journeyId}" was not part of that simulation.`);
  return place;
}
