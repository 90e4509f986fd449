import type { Rect } from './geometry.js';

/** A distance to a neighbour along a guide, between two facing edges. */
export interface Gap {
  from: number;
  to: number;
}

/** A line along which the step that moves and others are aligned, in canvas coordinates. */
export interface Guide {
  /** `x`: an upright line at this x; `y`: a level line at this y. */
  axis: 'x' | 'y';
  at: number;
  from: number;
  to: number;
  /** To the nearest neighbour on either side along the line. */
  gaps: readonly Gap[];
}

export interface Alignment {
  dx: number;
  dy: number;
  guides: readonly Guide[];
}

interface Span {
  start: number;
  end: number;
}

const spanX = ({ x, width }: Rect): Span => ({ start: x, end: x + width });
const spanY = ({ y, height }: Rect): Span => ({ start: y, end: y + height });

/** Beginning, middle and end: where something can be in line with something else. */
function marks({ start, end }: Span): readonly number[] {
  return [start, (start + end) / 2, end];
}

/** The least shift that brings a mark in line with one of the others within reach, if any. */
function nearest(moving: Span, others: readonly Span[], reach: number): number | undefined {
  let best: number | undefined;
  for (const other of others) {
    for (const mark of marks(moving)) {
      for (const target of marks(other)) {
        const shift = target - mark;
        if (Math.abs(shift) <= reach && (best === undefined || Math.abs(shift) < Math.abs(best))) best = shift;
      }
    }
  }
  return best;
}

/** The one line along an axis that says most: through the middle where the middles are in line, else along an edge. */
function guideAlong(axis: 'x' | 'y', moving: Rect, others: readonly Rect[]): Guide[] {
  const [along, across] = axis === 'x' ? [spanX, spanY] : [spanY, spanX];
  const own = across(moving);
  const [start = 0, middle = 0, end = 0] = marks(along(moving));
  const lines = [middle, start, end].flatMap((at): Guide[] => {
    const inLine = others.filter((other) => marks(along(other)).some((mark) => Math.abs(mark - at) < 0.5)).map(across);
    if (inLine.length === 0) return [];
    const before = Math.max(...inLine.filter(({ end }) => end <= own.start).map(({ end }) => end));
    const behind = Math.min(...inLine.filter(({ start }) => start >= own.end).map(({ start }) => start));
    return [
      {
        axis,
        at,
        from: Math.min(own.start, ...inLine.map(({ start }) => start)),
        to: Math.max(own.end, ...inLine.map(({ end }) => end)),
        gaps: [
          ...(Number.isFinite(before) ? [{ from: before, to: own.start }] : []),
          ...(Number.isFinite(behind) ? [{ from: own.end, to: behind }] : []),
        ],
      },
    ];
  });
  return lines.slice(0, 1);
}

/**
 * How far something that is dragged must shift to lie in line with others, edge to edge or middle to middle, and the lines along
 * which it then does.
 * @param reach the longest shift, in canvas pixels
 */
export function alignmentOf(moving: Rect, others: readonly Rect[], reach: number): Alignment {
  const dx = nearest(spanX(moving), others.map(spanX), reach) ?? 0;
  const dy = nearest(spanY(moving), others.map(spanY), reach) ?? 0;
  const there = { ...moving, x: moving.x + dx, y: moving.y + dy };
  return { dx, dy, guides: [...guideAlong('x', there, others), ...guideAlong('y', there, others)] };
}
