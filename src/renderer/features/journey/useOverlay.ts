import { useEffect, useMemo, useState } from 'react';
import type { Run } from '../../../shared/contract/simulations.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { overlayOf, type NodeMessages, type RunOverlay } from '../../canvas/overlay.js';
import { useHost, type EngineClient } from '../../client/engine.js';
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
  const overlay = useMemo(() => {
    const result = run?.result.journeys.find(({ id }) => id === journeyId);
    return result && overlayOf(draft, result, messages);
  }, [run, journeyId, draft, messages]);
  return { overlay, stale };
}

function resultNodes(run: Run, journeyId: string): object {
  return run.result.journeys.find(({ id }) => id === journeyId)?.nodes ?? {};
}
