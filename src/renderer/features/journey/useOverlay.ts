import { useMemo } from 'react';
import type { Run } from '../../../shared/contract/simulations.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { useEngineQuery } from '../../app/queries.js';
import { overlayOf, type CustomerCounts, type Measure, type RunOverlay } from '../../../shared/simulation/overlay.js';
import { useCanvasFigures } from '../playback/measure.js';
import { playbackOverlay } from '../playback/model/playbackOverlay.js';
import { usePlayback, usePlayerState } from '../playback/playbackStore.js';
import { useRun } from './runStore.js';

/** What the latest run did, for the canvas; `undefined` before the first run. */
export function useOverlay(
  project: string,
  journeyId: string,
  draft: JourneyDraft,
): { overlay: RunOverlay | undefined; stale: boolean } {
  const run = useRun(project, journeyId, (state) => state.run);
  const stale = useRun(project, journeyId, (state) => state.stale);
  const { measure, heat } = useCanvasFigures();
  const customers = useCustomerCounts(project, journeyId, run, measure === 'customers');
  const overlay = useMemo(() => {
    const place = run?.result.journeys.findIndex(({ id }) => id === journeyId) ?? -1;
    const result = run?.result.journeys[place];
    // Messages of each e-mail step: the result itself counts them only by variant.
    const messages = new Map(Object.entries(run?.charts[place]?.perNode ?? {}));
    return result && overlayOf(draft, result, messages, { measure, heat, customers });
  }, [run, journeyId, draft, measure, heat, customers]);
  const played = usePlayedOverlay(draft, run?.run, measure);
  return { overlay: played ?? overlay, stale };
}

/** The counts at the instant of the playback; `undefined` while nothing is played. */
function usePlayedOverlay(draft: JourneyDraft, run: string | undefined, measure: Measure): RunOverlay | undefined {
  const playback = usePlayback();
  const player = playback.run === run ? playback.player : undefined;
  const version = usePlayerState(player, (state) => state.version);
  return useMemo(() => {
    // The counts are the player's own and change in place; its version tells when.
    return player && version >= 0 ? playbackOverlay(draft, player.counts, measure) : undefined;
  }, [draft, player, version, measure]);
}

/** How many different customers were at each step, which takes the engine another run of the journey. */
function useCustomerCounts(project: string, journey: string, run: Run | undefined, enabled: boolean): CustomerCounts | undefined {
  const { data } = useEngineQuery(
    'simulations.playback',
    { project, run: run?.run ?? '', journey },
    { enabled: enabled && run !== undefined },
  );
  return useMemo(() => {
    if (!data) return undefined;
    const counts = (rows: readonly { id: string; customers: number }[]) =>
      new Map(rows.map(({ id, customers }) => [id, customers]));
    return { nodes: counts(data.nodes), edges: counts(data.edges) };
  }, [data]);
}
