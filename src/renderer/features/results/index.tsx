import { useEffect, useMemo } from 'react';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { useEngineQuery } from '../../app/queries.js';
import { useRun } from '../journey/runStore.js';
import { Drawer } from './drawer/Drawer.js';
import type { Results } from './drawer/ResultsContext.js';
import { resetView } from './drawer/viewStore.js';
import { nodeTitles, zoneOf } from './model/journey.js';
import { Instead } from './states/Instead.js';

export { closeStory, openStory, showCustomers, showMessages, showTab } from './drawer/viewStore.js';

interface ResultsDrawerProps {
  project: string;
  journeyId: string;
  /** Shows a node on the canvas: brings it into view and selects it. */
  onShowNode?: ((node: string) => void) | undefined;
}

function useResultsOf(project: string, journeyId: string, draft: JourneyDraft | undefined): Results | undefined {
  const run = useRun(project, journeyId, (state) => state.run);
  return useMemo(() => {
    const result = run?.result.journeys.find(({ id }) => id === journeyId);
    return run && result && draft ? { project, journeyId, run, result, draft, zone: zoneOf(draft), titles: nodeTitles(draft) } : undefined;
  }, [project, journeyId, run, draft]);
}

/**
 * The drawer under the canvas with what the latest run of a journey did: overview, timeline, messages, customers and the story
 * of each. Takes its height from the person; its parent must be a column (`display: flex`) whose other child gives way.
 */
export function ResultsDrawer({ project, journeyId, onShowNode }: ResultsDrawerProps) {
  const { data: stored } = useEngineQuery('journeys.get', { project, id: journeyId });
  const draft = stored?.draft;
  const results = useResultsOf(project, journeyId, draft);
  const titles = useMemo(() => (draft ? nodeTitles(draft) : new Map<string, string>()), [draft]);
  useEffect(() => resetView(), [project, journeyId]);
  return (
    <Drawer
      project={project} journeyId={journeyId} results={results} onShowNode={onShowNode}
      instead={<Instead project={project} journeyId={journeyId} titles={titles} onShowNode={onShowNode} />}
    />
  );
}
