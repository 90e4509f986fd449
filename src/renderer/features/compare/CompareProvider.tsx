import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { journeyNumbers } from '../../../shared/journey/numbers/numbers.js';
import { useCommands } from '../../app/commands.js';
import { useOpenJourney, useSettledDraft } from '../journey/EditorContext.js';
import { showTab } from '../results/drawer/viewStore.js';
import { CompareContext, type CompareMode } from './CompareContext.js';
import { useComparison } from './result/useComparison.js';
import { useSweep } from './sweep/useSweep.js';

/** Holds what is compared and tried for as long as the journey is open, whatever the drawer shows. */
export function CompareProvider({ children }: { children: ReactNode }) {
  const { project, journeyId } = useOpenJourney();
  const draft = useSettledDraft();
  const numbers = useMemo(() => journeyNumbers(draft), [draft]);
  const [mode, setMode] = useState<CompareMode>('versions');
  const comparison = useComparison();
  const sweep = useSweep(numbers);
  const { choose } = sweep;
  const show = useCallback((next: CompareMode) => {
    setMode(next);
    showTab('compare');
  }, []);
  const tryValues = useCallback(
    (path: string) => {
      choose(0, path);
      choose(1, undefined);
      show('values');
    },
    [choose, show],
  );
  useCommands([
    {
      id: 'compare.versions',
      group: 'Results',
      label: 'Compare with a version, another journey or other numbers',
      run: () => show('versions'),
    },
    { id: 'compare.values', group: 'Results', label: 'Try other values of a number', run: () => show('values') },
  ]);
  const value = useMemo(
    () => ({ project, journeyId, mode, setMode, numbers, comparison, sweep, tryValues }),
    [project, journeyId, mode, numbers, comparison, sweep, tryValues],
  );
  return <CompareContext value={value}>{children}</CompareContext>;
}
