import { useEffect, useMemo, useState } from 'react';
import type { Run } from '../../../shared/contract/simulations.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { useEngineQuery } from '../../app/queries.js';
import { overlayOf, type CustomerCounts, type Measure, type NodeMessages, type RunOverlay } from '../../canvas/overlay.js';
import { useHost, type EngineClient } from '../../client/engine.js';
import { useCanvasFigures } from '../playback/measure.js';
import { playbackOverlay } from '../playback/model/playbackOverlay.js';
import { usePlayback, usePlayerState } from '../playback/playbackStore.js';
import { useRun } from './runStore.js';

const UNKNOWN: ReadonlyMap<string, NodeMessages> = new Map();

async function countMessages(
  engine: EngineClient,
  project: string,
  run: string,
  journey: string,
  node: string,
  signal: AbortSignal,
): Promise<NodeMessages> {
  const total = async (status: 'sent' | 'suppressed') => {
    const page = { offset: 0, limit: 0 };
    return (await engine.call('simulations.messages', { project, run, filter: { journey, node, status }, ...page }, { signal }))
      .total;
  };
  const [sent, suppressed] = await Promise.all([total('sent'), total('suppressed')]);
  return { sent, suppressed };
}

/** Messages sent and held back at each e-mail step of a run, which the result itself counts only by variant. */
function useNodeMessages(
  project: string,
  journeyId: string,
  run: Run | undefined,
  mails: string,
): ReadonlyMap<string, NodeMessages> {
  const { engine } = useHost();
  const [messages, setMessages] = useState(UNKNOWN);
  useEffect(() => {
    if (!run) return undefined;
    const asking = new AbortController();
    const nodes = mails.split('\n').filter((id) => id !== '');
    Promise.all(
      nodes.map(async (node) => [node, await countMessages(engine, project, run.run, journeyId, node, asking.signal)] as const),
    ).then(
      (counts) => {
        if (!asking.signal.aborted) setMessages(new Map(counts));
      },
      () => {
        // The run is gone (a newer one took its place) or the engine is: the steps then show arrivals instead.
        if (!asking.signal.aborted) setMessages(UNKNOWN);
      },
    );
    return () => asking.abort();
  }, [engine, project, journeyId, run, mails]);
  return messages;
}

/** What the latest run did, for the canvas; `undefined` before the first run. */
export function useOverlay(
  project: string,
  journeyId: string,
  draft: JourneyDraft,
): { overlay: RunOverlay | undefined; stale: boolean } {
  const run = useRun(project, journeyId, (state) => state.run);
  const stale = useRun(project, journeyId, (state) => state.stale);
  const mails = draft.nodes
    .flatMap((node) => (node.type === 'email' && run && node.id in resultNodes(run, journeyId) ? [node.id] : []))
    .join('\n');
  const messages = useNodeMessages(project, journeyId, run, mails);
  const { measure, heat } = useCanvasFigures();
  const customers = useCustomerCounts(project, journeyId, run, measure === 'customers');
  const overlay = useMemo(() => {
    const result = run?.result.journeys.find(({ id }) => id === journeyId);
    return result && overlayOf(draft, result, messages, { measure, heat, customers });
  }, [run, journeyId, draft, messages, measure, heat, customers]);
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

function resultNodes(run: Run, journeyId: string): object {
  return run.result.journeys.find(({ id }) => id === journeyId)?.nodes ?? {};
}
