import { useCallback, useMemo, useState } from 'react';
import type { Comparison } from '../../../../shared/contract/comparisons.js';
import type { NumberChange } from '../../../../shared/journey/numbers/numbers.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { useEngineQuery } from '../../../app/queries.js';
import { useLongCall, type LongCall } from '../../../app/useLongCall.js';
import { useDraft, useOpenJourney } from '../../journey/EditorContext.js';
import { useRun } from '../../journey/runStore.js';
import { choiceGroups, choiceLabel, sideOf, type ChoiceGroup, type SideChoice } from '../model/sides.js';

/** The two sides as they are chosen. */
export interface Setup {
  before: SideChoice;
  after: SideChoice;
  /** Of the sides “with other numbers”. */
  numbers: readonly NumberChange[];
}

/** A comparison that was made, with what its sides were called. */
export interface MadeComparison {
  comparison: Comparison;
  labels: { before: string; after: string };
  setup: Setup;
  /** The journey as it was then. */
  draft: JourneyDraft;
}

export interface ComparisonState {
  setup: Setup;
  setSetup: (setup: Setup) => void;
  /** What there is to choose from. */
  groups: readonly ChoiceGroup[];
  made: MadeComparison | undefined;
  /** Whether the journey changed since. */
  stale: boolean;
  call: Pick<LongCall<'comparisons.compare'>, 'running' | 'cancelling' | 'progress' | 'error' | 'cancel'>;
  compare: () => Promise<void>;
  onCanvas: boolean;
  setOnCanvas: (onCanvas: boolean) => void;
}

const FIRST: Setup = { before: { kind: 'now' }, after: { kind: 'changed' }, numbers: [] };

/** The choice of two sides and the comparison of them. */
export function useComparison(): ComparisonState {
  const { project, journeyId, autosave } = useOpenJourney();
  const draft = useDraft();
  const versions = useEngineQuery('journeys.versions', { project, id: journeyId }).data;
  const journeys = useEngineQuery('journeys.list', { project }).data;
  const options = useRun(project, journeyId, (state) => state.options);
  const [setup, setSetup] = useState(FIRST);
  const [made, setMade] = useState<MadeComparison>();
  const [onCanvas, setOnCanvas] = useState(false);
  const { start, running, cancelling, progress, error, cancel } = useLongCall('comparisons.compare');
  const groups = useMemo(() => choiceGroups(journeyId, versions ?? [], journeys ?? []), [journeyId, versions, journeys]);
  const compare = useCallback(async () => {
    await autosave.flush();
    const side = (choice: SideChoice) => sideOf(choice, journeyId, setup.numbers);
    const comparison = await start({ project, before: side(setup.before), after: side(setup.after), options });
    if (!comparison) return;
    const labels = { before: choiceLabel(setup.before, groups), after: choiceLabel(setup.after, groups) };
    setMade({ comparison, labels, setup, draft });
    setOnCanvas(true);
  }, [autosave, start, project, journeyId, setup, options, groups, draft]);
  const call = useMemo(() => ({ running, cancelling, progress, error, cancel }), [running, cancelling, progress, error, cancel]);
  return useMemo(
    () => ({
      setup,
      setSetup,
      groups,
      made,
      stale: made !== undefined && made.draft !== draft,
      call,
      compare,
      onCanvas,
      setOnCanvas,
    }),
    [setup, groups, made, draft, call, compare, onCanvas],
  );
}
