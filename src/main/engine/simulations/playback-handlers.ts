import type { Call, Handlers } from '../registry.js';
import type { Services } from '../services.js';
import { journeyPlace, playbackOf } from './kept.js';
import type { Playback } from './playback.js';
import type { KeptRun } from './runs.js';
import { explainCustomer } from './why.js';

type PlaybackProcedure =
  'simulations.playback' | 'simulations.moves' | 'simulations.present' | 'simulations.dwell' | 'simulations.why';

/** The procedures that play a run, look into its movements and explain them. */
export function playbackHandlers({ sessions, simulator }: Services): Handlers<PlaybackProcedure> {
  const openPlayback = (kept: KeptRun, journey: string, call: Call): Promise<Playback> =>
    playbackOf(simulator, kept, journeyPlace(kept, journey), call);
  return {
    'simulations.playback': ({ project, run, journey }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const playback = await openPlayback(runs.get(run), journey, inner);
        return playback.summary();
      }),
    'simulations.moves': ({ project, run, journey, offset }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const playback = await openPlayback(runs.get(run), journey, inner);
        return playback.page(offset);
      }),
    'simulations.present': ({ project, run, journey, node, at, offset, limit }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const playback = await openPlayback(runs.get(run), journey, inner);
        return playback.present(node, at, offset, limit);
      }),
    'simulations.dwell': ({ project, run, journey, where }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const playback = await openPlayback(runs.get(run), journey, inner);
        return playback.dwell(where);
      }),
    'simulations.why': ({ project, run, journey, userId, node }, call) =>
      sessions.use(project, call, ({ runs }, inner) => {
        const kept = runs.get(run);
        return explainCustomer(simulator, kept.run, journeyPlace(kept, journey), { userId, node }, inner);
      }),
  };
}
