import type { JourneyDraft } from '../../shared/journey/schema.js';
import { NODE_WIDTH } from './geometry.js';

/** A band of the canvas, in canvas coordinates. Its borders are absent where nothing lies beyond. */
export interface Lane {
  name: string;
  /** Left border; `undefined` for the first lane. */
  from: number | undefined;
  /** Where the nodes of the lane begin and end. */
  left: number;
  right: number;
}

/**
 * The stages of a journey from left to right. Stages whose nodes lie side by side are parted by a border half-way; stages
 * that interlock share a lane and its heading.
 */
export function lanesOf(draft: JourneyDraft): Lane[] {
  const extents = new Map<string, { left: number; right: number }>();
  for (const node of draft.nodes) {
    if (!node.stage) continue;
    const x = node.position?.x ?? 0;
    const known = extents.get(node.stage) ?? { left: x, right: x + NODE_WIDTH };
    extents.set(node.stage, { left: Math.min(known.left, x), right: Math.max(known.right, x + NODE_WIDTH) });
  }
  const sorted = [...extents].sort(([, a], [, b]) => a.left + a.right - (b.left + b.right));
  const lanes: Lane[] = [];
  for (const [name, { left, right }] of sorted) {
    const before = lanes.at(-1);
    if (before && left < before.right) {
      lanes[lanes.length - 1] = {
        ...before,
        name: `${before.name} · ${name}`,
        left: Math.min(before.left, left),
        right: Math.max(before.right, right),
      };
    } else {
      lanes.push({ name, left, right, from: before ? (before.right + left) / 2 : undefined });
    }
  }
  return lanes;
}
