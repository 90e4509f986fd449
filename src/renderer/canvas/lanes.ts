import type { JourneyDraft, Position } from '../../shared/journey/schema.js';
import { directionOf } from '../../shared/journey/ui.js';
import { rectOf } from './geometry.js';

/**
 * A band across the way in which the journey runs, in canvas coordinates along that way: x for one that runs to the right, y for
 * one that runs down.
 */
export interface Lane {
  /** The stages in it: one, or several that interlock. */
  stages: readonly string[];
  /** Its border with the lane before; `undefined` for the first lane. */
  from: number | undefined;
  /** Where the nodes of the lane begin and end. */
  start: number;
  end: number;
}

/**
 * The stages of a journey in the order in which they lie. Stages whose nodes lie side by side are parted by a border half-way;
 * stages that interlock share a lane and its heading.
 */
export function lanesOf(draft: JourneyDraft, heights: ReadonlyMap<string, number> = new Map()): Lane[] {
  const isDown = directionOf(draft) === 'down';
  const extents = new Map<string, { start: number; end: number }>();
  for (const node of draft.nodes) {
    if (!node.stage) continue;
    const { x, y, width, height } = rectOf(node, heights);
    const [start, end] = isDown ? [y, y + height] : [x, x + width];
    const known = extents.get(node.stage) ?? { start, end };
    extents.set(node.stage, { start: Math.min(known.start, start), end: Math.max(known.end, end) });
  }
  const sorted = [...extents].sort(([, a], [, b]) => a.start + a.end - (b.start + b.end));
  const lanes: Lane[] = [];
  for (const [stage, { start, end }] of sorted) {
    const before = lanes.at(-1);
    if (before && start < before.end) {
      lanes[lanes.length - 1] = {
        ...before,
        stages: [...before.stages, stage],
        start: Math.min(before.start, start),
        end: Math.max(before.end, end),
      };
    } else {
      lanes.push({ stages: [stage], start, end, from: before ? (before.end + start) / 2 : undefined });
    }
  }
  return lanes;
}

/** New places that let a lane change places with the one before it or behind it; `undefined` where there is none. */
export function swappedLanes(draft: JourneyDraft, stage: string, towards: -1 | 1): Record<string, Position> | undefined {
  const lanes = lanesOf(draft);
  const at = lanes.findIndex(({ stages }) => stages.includes(stage));
  const [first, second] = [lanes[Math.min(at, at + towards)], lanes[Math.max(at, at + towards)]];
  if (at < 0 || !first || !second) return undefined;
  const axis = directionOf(draft) === 'down' ? 'y' : 'x';
  const shifts = new Map<string, number>([
    ...first.stages.map((name) => [name, second.end - first.end] as const),
    ...second.stages.map((name) => [name, first.start - second.start] as const),
  ]);
  return Object.fromEntries(
    draft.nodes.flatMap(({ id, stage: own = '', position = { x: 0, y: 0 } }) => {
      const shift = shifts.get(own);
      return shift === undefined ? [] : [[id, { ...position, [axis]: position[axis] + shift }]];
    }),
  );
}
