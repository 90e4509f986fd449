import { EngineError } from '../../../shared/contract/error.js';
import type { EntryColumns } from '../../../shared/simulation/entries.js';
import { madeOnce } from '../made-once.js';
import type { Call } from '../registry.js';
import { Playback } from './playback.js';
import type { KeptRun } from './runs.js';
import type { Simulator } from './simulator.js';

/** What is worked out of a run when it is first asked for, and kept with it. */

/** The entries of a run. @throws EngineError `cancelled`. */
export function entriesOf(simulator: Simulator, kept: KeptRun, call: Call): Promise<EntryColumns> {
  return madeOnce(
    () => kept.entries,
    (making) => {
      kept.entries = making;
    },
    () => simulator.entries(kept.run, call),
    call.signal,
  );
}

/** The movements of a journey, given by its place in the run. @throws EngineError `cancelled`. */
export function playbackOf(simulator: Simulator, kept: KeptRun, journey: number, call: Call): Promise<Playback> {
  return madeOnce(
    () => kept.playbacks.get(journey),
    (making) => {
      kept.playbacks.set(journey, making);
    },
    () => simulator.moves(kept.run, journey, call).then((moves) => new Playback(kept.run, journey, moves)),
    call.signal,
  );
}

/** The place of a journey in a run. @throws EngineError `notFound`. */
export function journeyPlace({ run }: KeptRun, journeyId: string): number {
  const place = run.journeys.findIndex(({ id }) => id === journeyId);
  if (place < 0) throw new EngineError('notFound', `The journey "${journeyId}" was not part of that simulation.`);
  return place;
}
