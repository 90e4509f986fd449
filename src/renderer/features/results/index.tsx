import { useEffect, useMemo } from 'react';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { MessageDialog } from '../emails/message/MessageDialog.js';
import { useSettledDraft } from '../journey/EditorContext.js';
import { useRun } from '../journey/runStore.js';
import { Drawer } from './drawer/Drawer.js';
import type { Results } from './drawer/ResultsContext.js';
import { resetView, useResultsView } from './drawer/viewStore.js';
import { nodeTitles, zoneOf } from '../../../shared/results/journey.js';
import { FailureNotice, Instead } from './states/Instead.js';

export { closeStory, openStory, showCustomers, showMessages, showTab } from './drawer/viewStore.js';

/** Whether the story of a customer is open. */
export function useStoryOpen(): boolean {
  return useResultsView(({ story }) => story !== undefined);
}

interface ResultsDrawerProps {
  project: string;
  journeyId: string;
  /** Shows a node on the canvas: brings it into view and selects it. */
  onShowNode?: ((node: string) => void) | undefined;
}

function useResultsOf(
  project: string,
  journeyId: string,
  draft: JourneyDraft,
  titles: ReadonlyMap<string, string>,
): Results | undefined {
  const run = useRun(project, journeyId, (state) => state.run);
  return useMemo(() => {
    const place = run?.result.journeys.findIndex(({ id }) => id === journeyId) ?? -1;
    const [result, charts] = [run?.result.journeys[place], run?.charts[place]];
    if (!run || !result || !charts) return undefined;
    return { project, journeyId, run, result, charts, draft, view: { draft, result, charts }, zone: zoneOf(draft), titles };
  }, [project, journeyId, run, draft, titles]);
}

/**
 * The drawer under the canvas with what the latest run of a journey did: overview, timeline, messages, customers and the story
 * of each. Stands below an open journey (`EditorContext`). Takes its height from the person; its parent must be a column (`display: flex`) whose other child gives way.
 */
export function ResultsDrawer({ project, journeyId, onShowNode }: ResultsDrawerProps) {
  const draft = useSettledDraft();
  const titles = useMemo(() => nodeTitles(draft), [draft]);
  const results = useResultsOf(project, journeyId, draft, titles);
  const about = { project, journeyId, titles, onShowNode };
  useEffect(() => resetView(), [project, journeyId]);
  return (
    <>
      <Drawer
        project={project}
        journeyId={journeyId}
        results={results}
        onShowNode={onShowNode}
        instead={<Instead {...about} />}
        notice={<FailureNotice {...about} />}
      />
      <MessageDialog />
    </>
  );
}
