import { Position, type NodeHandle } from '@xyflow/react';
import { HANDLE_Y, NODE_WIDTH, hasRows } from './geometry.js';
import type { StepData } from './model.js';

/** As the style sheet draws them, in canvas pixels. */
export const BORDER = 1;
const PADDING = 24;
const LEAST_HEIGHT = 56;
const TITLE_LINE = 17.55;
const DETAIL_LINE = 16.2;
const ROW = 24;
const ROWS_PADDING = 4;
const WAYS_DOWN = 29;
const DOT = 9;
/** How many letters stand in a line as a rule. */
const TITLE_LETTERS = 25;
const DETAIL_LETTERS = 28;

function lines(text: string, letters: number): number {
  return Math.ceil(text.length / letters);
}

/** About how high the words of a step stand, with the space around them. */
function headHeight({ title, detail }: StepData): number {
  const words = lines(title, TITLE_LETTERS) * TITLE_LINE + (detail === '' ? 0 : 1 + lines(detail, DETAIL_LETTERS) * DETAIL_LINE);
  return PADDING + Math.max(28, words);
}

function dot(handle: Pick<NodeHandle, 'type' | 'position'> & { id: string }, x: number, y: number): NodeHandle {
  return { ...handle, x: x - DOT / 2, y: y - DOT / 2, width: DOT, height: DOT };
}

function waysOut({ ways, down }: StepData, height: number): NodeHandle[] {
  const rows = hasRows(ways.map(({ handle }) => handle));
  return ways.map(({ handle: id }, index) => {
    if (down) {
      const share = rows ? (index + 0.5) / ways.length : 0.5;
      return dot({ id, type: 'source', position: Position.Bottom }, NODE_WIDTH * share, height - BORDER);
    }
    const below = ways.length - 1 - index;
    const y = rows ? height - BORDER - ROWS_PADDING - (below + 0.5) * ROW : HANDLE_Y + BORDER;
    return dot({ id, type: 'source', position: Position.Right }, NODE_WIDTH - BORDER, y);
  });
}

/** About how high a step will be, in whole pixels; its outline is exactly as high. */
export function guessedHeight(data: StepData): number {
  const { ways, down } = data;
  const rows = hasRows(ways.map(({ handle }) => handle));
  const waysHeight = !rows ? 0 : down ? WAYS_DOWN : BORDER + 2 * ROWS_PADDING + ways.length * ROW;
  return Math.max(LEAST_HEIGHT, Math.round(2 * BORDER + headHeight(data) + waysHeight));
}

/** About where the handles of a step will lie. */
export function guessedHandles(data: StepData): NodeHandle[] {
  const { type, down } = data;
  const wayIn = down
    ? dot({ id: 'in', type: 'target', position: Position.Top }, NODE_WIDTH / 2, BORDER)
    : dot({ id: 'in', type: 'target', position: Position.Left }, BORDER, HANDLE_Y + BORDER);
  return [...(type === 'trigger' ? [] : [wayIn]), ...waysOut(data, guessedHeight(data))];
}

/**
 * What React Flow would measure of the outline of a step: with this it draws steps and connections in one go, and nothing is
 * drawn anew when it has measured them.
 */
export function guessOf(data: StepData): { measured: { width: number; height: number }; handles: NodeHandle[] } {
  return { measured: { width: NODE_WIDTH, height: guessedHeight(data) }, handles: guessedHandles(data) };
}

/** A step that is drawn anew is known by what was measured of it, no longer by the guess. */
export function withoutGuess<T extends { handles?: NodeHandle[] }>(node: T): T {
  const known = { ...node };
  delete known.handles;
  return known;
}
