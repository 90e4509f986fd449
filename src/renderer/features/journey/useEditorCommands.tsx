import type { RefObject } from 'react';
import { redoName, undoName } from '../../../shared/journey/edit/history.js';
import { useCommands, type Command } from '../../app/commands.js';
import type { CanvasHandle } from '../../canvas/JourneyCanvas.js';
import { TypeIcon } from '../../canvas/families.js';
import { STEP_OFFERS } from '../../canvas/steps.js';
import { useEditorState, useOpenJourney } from './EditorContext.js';
import { useRun } from './runStore.js';

/** Keys that the canvas itself listens to while it has the focus; listed so that people find them. */
const CANVAS_KEYS: readonly Command[] = [
  { id: 'canvas-walk', label: 'Go from step to step', keys: 'arrowright', group: 'On the canvas' },
  { id: 'canvas-extend', label: 'Go on and keep the selection', keys: 'alt+arrowright', group: 'On the canvas' },
  { id: 'canvas-move', label: 'Move the selected steps', keys: 'shift+arrowright', group: 'On the canvas' },
  { id: 'canvas-open', label: 'Open the settings of a step', keys: 'enter', group: 'On the canvas' },
  { id: 'canvas-back', label: 'Back to the canvas', keys: 'escape', group: 'On the canvas' },
  { id: 'canvas-delete', label: 'Delete', keys: 'delete', group: 'On the canvas' },
  { id: 'canvas-all', label: 'Select everything', keys: 'mod+a', group: 'On the canvas' },
  { id: 'canvas-copy', label: 'Copy', keys: 'mod+c', group: 'On the canvas' },
  { id: 'canvas-cut', label: 'Cut', keys: 'mod+x', group: 'On the canvas' },
  { id: 'canvas-paste', label: 'Paste', keys: 'mod+v', group: 'On the canvas' },
  { id: 'canvas-duplicate', label: 'Duplicate', keys: 'mod+d', group: 'On the canvas' },
  { id: 'canvas-fit', label: 'Show the whole journey', keys: '0', group: 'On the canvas' },
  { id: 'canvas-tidy', label: 'Tidy up', keys: 'l', group: 'On the canvas' },
  ...STEP_OFFERS.map(({ type, name, key }): Command => ({
    id: `canvas-add-${type}`,
    label: `Add ${name}`,
    keys: key,
    group: 'On the canvas',
  })),
];

/** Offers what the editor can do in the command palette, and its keys in the sheet of shortcuts. */
export function useEditorCommands(canvas: RefObject<CanvasHandle | undefined>): void {
  const { project, journeyId, editor } = useOpenJourney();
  const undone = useEditorState((state) => undoName(state.history));
  const redone = useEditorState((state) => redoName(state.history));
  const simulate = useRun(project, journeyId, (state) => state.simulate);
  const cancel = useRun(project, journeyId, (state) => state.cancel);
  const running = useRun(project, journeyId, (state) => state.status === 'running');
  useCommands([
    { id: 'simulate', label: 'Simulate', group: 'Journey', keys: 'mod+enter', inFields: true, run: () => void simulate() },
    { id: 'cancel-run', label: 'Cancel the simulation', group: 'Journey', enabled: running, run: cancel },
    {
      id: 'undo',
      label: undone === undefined ? 'Undo' : `Undo: ${undone}`,
      group: 'Journey',
      keys: 'mod+z',
      inFields: false,
      enabled: undone !== undefined,
      run: editor.undo,
    },
    {
      id: 'redo',
      label: redone === undefined ? 'Redo' : `Redo: ${redone}`,
      group: 'Journey',
      keys: 'mod+shift+z',
      inFields: false,
      enabled: redone !== undefined,
      run: editor.redo,
    },
    {
      id: 'redo-y',
      label: 'Redo',
      group: 'Journey',
      keys: 'mod+y',
      inFields: false,
      enabled: redone !== undefined,
      run: editor.redo,
    },
    { id: 'tidy', label: 'Tidy up the canvas', group: 'Journey', run: () => canvas.current?.tidy() },
    ...STEP_OFFERS.map(({ type, name, hint }): Command => {
      return {
        id: `add-${type}`,
        label: `Add ${name}`,
        description: hint,
        group: 'Add a step',
        icon: <TypeIcon type={type} size={16} />,
        run: () => canvas.current?.add(type),
      };
    }),
    ...CANVAS_KEYS,
  ]);
}
