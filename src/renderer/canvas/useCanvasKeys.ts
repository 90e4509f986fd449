import { useReactFlow } from '@xyflow/react';
import { useCallback, type KeyboardEvent } from 'react';
import { notesOf } from '../../shared/journey/ui.js';
import type { StepActions } from './actions.js';
import type { CanvasEditor, CanvasView } from './editor.js';
import { FINE_GRID, FIT_VIEW, GRID } from './geometry.js';
import { NOTHING_SELECTED } from './model.js';
import { neighbour, type Direction } from './navigate.js';
import { STEP_OFFERS } from './steps.js';

const ARROWS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const MOVES: Readonly<Record<Direction, readonly [number, number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** What keys do beyond the steps themselves. */
export interface MoreActions {
  tidy: () => void;
  /** Opens the search for a step to add. */
  search: () => void;
  note: () => void;
  writeNote: (note: string) => void;
  group: () => void;
  zoomToSelection: () => void;
}

/** The keys of the canvas, while it or a step on it has the focus. */
export function useCanvasKeys(editor: CanvasEditor, view: CanvasView, actions: StepActions, more: MoreActions) {
  const { fitView, zoomIn, zoomOut, zoomTo } = useReactFlow();

  const walk = useCallback(
    (direction: Direction, extend: boolean) => {
      const draft = editor.draft();
      const from = editor.active() ?? draft.nodes[0]?.id;
      if (from === undefined) return;
      const isFirst = editor.active() === undefined;
      const next = isFirst ? from : neighbour(draft, view.heights(), from, direction);
      if (next === undefined) return;
      const chosen = extend ? new Set([...editor.selection().nodes, next]) : new Set([next]);
      editor.setActive(next);
      editor.select({ nodes: chosen, edges: new Set() });
      view.focusNode(next);
    },
    [editor, view],
  );

  const withoutModifier = useCallback(
    (event: KeyboardEvent): boolean => {
      const offer = STEP_OFFERS.find(({ key }) => key === event.key);
      if (offer) {
        actions.add(offer.type, { kind: 'auto' });
        return true;
      }
      switch (event.key) {
        case 'Delete':
        case 'Backspace':
          actions.remove();
          return true;
        case 'Enter':
        case ' ':
          openActive(editor, more.writeNote);
          return true;
        case 'Escape':
          editor.select(NOTHING_SELECTED);
          return true;
        case '0':
          void fitView(FIT_VIEW);
          return true;
        case '1':
          void zoomTo(1);
          return true;
        case '+':
        case '=':
          void zoomIn();
          return true;
        case '-':
          void zoomOut();
          return true;
        case '2':
          more.zoomToSelection();
          return true;
        case 'l':
          more.tidy();
          return true;
        case 'g':
          more.group();
          return true;
        case 'n':
          more.note();
          return true;
        case '/':
          more.search();
          return true;
        default:
          return false;
      }
    },
    [actions, editor, fitView, more, zoomIn, zoomOut, zoomTo],
  );

  const withMod = useCallback(
    (event: KeyboardEvent): boolean => {
      switch (event.key.toLowerCase()) {
        case 'a':
          actions.selectAll();
          return true;
        case 'd':
          actions.duplicate();
          return true;
        default:
          return false;
      }
    },
    [actions],
  );

  return useCallback(
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || isInside(event, 'button, [role="menu"], [role="dialog"]')) return;
      const direction = Object.hasOwn(ARROWS, event.key) ? ARROWS[event.key] : undefined;
      const mod = event.ctrlKey || event.metaKey;
      let handled = false;
      if (direction && !mod) {
        if (event.shiftKey) {
          const [dx, dy] = MOVES[direction];
          const step = event.altKey ? FINE_GRID : GRID;
          actions.nudge(dx * step, dy * step);
        } else walk(direction, event.altKey);
        handled = true;
      } else if (mod && !event.altKey && !event.shiftKey) handled = withMod(event);
      else if (!mod && !event.altKey) handled = withoutModifier(event);
      if (handled) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    [actions, walk, withMod, withoutModifier],
  );
}

/** Nodes bear the role of a button themselves; what must keep its own keys are real buttons, menus and dialogs. */
function isInside(event: KeyboardEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}

function openActive(editor: CanvasEditor, writeNote: (note: string) => void): void {
  const active = editor.active();
  if (active !== undefined && notesOf(editor.draft()).some(({ id }) => id === active)) {
    editor.select({ nodes: new Set([active]), edges: new Set() });
    writeNote(active);
    return;
  }
  const { nodes } = editor.selection();
  if (active !== undefined && !nodes.has(active)) editor.select({ nodes: new Set([active]), edges: new Set() });
  editor.openInspector();
}
