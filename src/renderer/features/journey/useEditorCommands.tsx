import {
  IconArchive,
  IconBookmark,
  IconCopy,
  IconGitCompare,
  IconHistory,
  IconNote,
  IconSearch,
  IconWand,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { JourneyVersion } from '../../../shared/contract/journeys.js';
import { redoName, undoName } from '../../../shared/journey/edit/history.js';
import type { DraftNode } from '../../../shared/journey/schema.js';
import { NODE_LABELS } from '../../../shared/journey/words/node.js';
import { useCommands, type Command } from '../../app/commands.js';
import { useDialog } from '../../app/dialogs.js';
import { useEngineQuery } from '../../app/queries.js';
import { familyOf, StepIcon, TypeIcon } from '../../canvas/families.js';
import type { CanvasHandle } from '../../canvas/JourneyCanvas.js';
import type { NodeWords } from '../../../shared/journey/words/step.js';
import { STEP_OFFERS } from '../../canvas/steps.js';
import { useDraft, useEditorState, useOpenJourney } from './EditorContext.js';
import { askVersionName, openHistory, showVersion } from './history/historyStore.js';
import { useRun } from './runStore.js';
import { useWholeJourney } from './useWholeJourney.js';

const size = { size: 18, stroke: 1.6 } as const;

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
  { id: 'canvas-box', label: 'Select with a box: drag with Shift held down', keys: 'shift', group: 'On the canvas' },
  { id: 'canvas-fit', label: 'Show the whole journey', keys: '0', group: 'On the canvas' },
  { id: 'canvas-selection', label: 'Zoom to the selection', keys: '2', group: 'On the canvas' },
  { id: 'canvas-full', label: 'Zoom to 100 %', keys: '1', group: 'On the canvas' },
  { id: 'canvas-in', label: 'Zoom in', keys: 'plus', group: 'On the canvas' },
  { id: 'canvas-out', label: 'Zoom out', keys: '-', group: 'On the canvas' },
  { id: 'canvas-tidy', label: 'Tidy up', keys: 'l', group: 'On the canvas' },
  { id: 'canvas-group', label: 'Put the selected steps into a stage', keys: 'g', group: 'On the canvas' },
  { id: 'canvas-search', label: 'Find a step to add', keys: '/', group: 'On the canvas' },
  { id: 'canvas-note', label: 'Add a note', keys: 'n', group: 'On the canvas' },
  ...STEP_OFFERS.map(({ type, name, key }): Command => ({
    id: `canvas-add-${type}`,
    label: `Add ${name}`,
    keys: key,
    group: 'On the canvas',
  })),
];

/** What the canvas can do, for the palette. */
function canvasCommands(canvas: RefObject<CanvasHandle | undefined>, selected: boolean): Command[] {
  const onCanvas = { group: 'Canvas' };
  return [
    {
      ...onCanvas,
      id: 'find',
      label: 'Find on the canvas',
      keys: 'mod+f',
      icon: <IconSearch {...size} />,
      run: () => canvas.current?.find(),
    },
    { ...onCanvas, id: 'tidy', label: 'Tidy up the canvas', icon: <IconWand {...size} />, run: () => canvas.current?.tidy() },
    { ...onCanvas, id: 'tidy-right', label: 'Arrange from left to right', run: () => canvas.current?.tidy('right') },
    { ...onCanvas, id: 'tidy-down', label: 'Arrange from top to bottom', run: () => canvas.current?.tidy('down') },
    { ...onCanvas, id: 'fit', label: 'Fit: show the whole journey', run: () => canvas.current?.fit() },
    {
      ...onCanvas,
      id: 'zoom-selection',
      label: 'Zoom to the selection',
      enabled: selected,
      run: () => canvas.current?.zoomToSelection(),
    },
    { ...onCanvas, id: 'select-all', label: 'Select everything', run: () => canvas.current?.selectAll() },
    { ...onCanvas, id: 'duplicate', label: 'Duplicate the selection', enabled: selected, run: () => canvas.current?.duplicate() },
    { ...onCanvas, id: 'delete', label: 'Delete the selection', enabled: selected, run: () => canvas.current?.remove() },
    {
      ...onCanvas,
      id: 'group',
      label: 'Put the selected steps into a stage…',
      enabled: selected,
      run: () => canvas.current?.group(),
    },
    { ...onCanvas, id: 'note', label: 'Add a note', icon: <IconNote {...size} />, run: () => canvas.current?.addNote() },
  ];
}

/** What can be done with the journey as a whole, for the palette. */
function useJourneyCommands(): Command[] {
  const { duplicate, archive } = useWholeJourney();
  const versions = useVersionsIfAsked();
  const whole = { group: 'Journey' };
  return [
    { ...whole, id: 'history', label: 'History and versions', icon: <IconHistory {...size} />, run: openHistory },
    {
      ...whole,
      id: 'keep-version',
      label: 'Keep this version…',
      keys: 'mod+s',
      icon: <IconBookmark {...size} />,
      run: askVersionName,
    },
    { ...whole, id: 'duplicate-journey', label: 'Duplicate this journey', icon: <IconCopy {...size} />, run: duplicate },
    { ...whole, id: 'archive-journey', label: 'Archive this journey', icon: <IconArchive {...size} />, run: archive },
    ...versions.map(({ version, name }): Command => ({
      id: `version ${String(version)}`,
      group: 'Compare with a version',
      label: name,
      icon: <IconGitCompare {...size} />,
      run: () => showVersion(version),
    })),
  ];
}

/** The versions, asked for while the palette is open. */
function useVersionsIfAsked(): readonly JourneyVersion[] {
  const { project, journeyId } = useOpenJourney();
  const opened = useDialog(({ palette }) => palette);
  return useEngineQuery('journeys.versions', { project, id: journeyId }, { enabled: opened }).data ?? NO_VERSIONS;
}

const NO_VERSIONS: readonly JourneyVersion[] = [];
const NO_COMMANDS: Command[] = [];

/** Every step by its name, while the palette is open. */
function useStepCommands(onShow: (node: string) => void, words: (node: DraftNode) => NodeWords): Command[] {
  const opened = useDialog(({ palette }) => palette);
  const draft = useDraft();
  if (!opened) return NO_COMMANDS;
  return draft.nodes.map((node): Command => ({
    id: `go ${node.id}`,
    group: 'Go to a step',
    label: words(node).title,
    description: NODE_LABELS[node.type],
    icon: <StepIcon type={node.type} family={familyOf(node)} size={16} />,
    run: () => onShow(node.id),
  }));
}

/** Offers what the editor can do in the command palette, and its keys in the sheet of shortcuts. */
export function useEditorCommands(
  canvas: RefObject<CanvasHandle | undefined>,
  onShow: (node: string) => void,
  words: (node: DraftNode) => NodeWords,
): void {
  const journeyCommands = useJourneyCommands();
  const stepCommands = useStepCommands(onShow, words);
  const selected = useEditorState(({ selection }) => selection.nodes.size + selection.edges.size > 0);
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
    ...journeyCommands,
    ...canvasCommands(canvas, selected),
    {
      id: 'add-search',
      label: 'Find a step to add…',
      group: 'Add a step',
      icon: <IconSearch {...size} />,
      run: () => canvas.current?.search(),
    },
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
    ...stepCommands,
    ...CANVAS_KEYS,
  ]);
}
