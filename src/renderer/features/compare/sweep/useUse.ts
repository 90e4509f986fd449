import { useCallback } from 'react';
import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { numberEdits, numberText, type NumberChange } from '../../../../shared/journey/numbers/numbers.js';
import { notifyDone, notifyError } from '../../../ui/index.js';
import { useOpenJourney } from '../../journey/EditorContext.js';
import type { Axis } from './useSweep.js';

/** Gives the journey the values of a point, as one step that undo takes back. */
export function useUse(axes: readonly Axis[]): (point: SweepPoint) => void {
  const { editor } = useOpenJourney();
  return useCallback(
    ({ values }) => {
      const changes = axes.map(({ number }, place): NumberChange => ({ path: number.path, value: values[place] ?? Number.NaN }));
      try {
        editor.seal();
        const key = `use ${JSON.stringify(changes)}`;
        for (const edit of numberEdits(editor.draft(), changes)) editor.execute(edit, key);
        editor.seal();
        notifyDone(axes.map(({ number }, place) => numberText(number, values[place])).join('; '), editor.undo);
      } catch (error) {
        notifyError('The value was not taken over', error);
      }
    },
    [editor, axes],
  );
}
