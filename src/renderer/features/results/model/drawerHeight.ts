/** How tall the drawer is, in pixels. */

export const LEAST_HEIGHT = 160;
/** What the canvas above keeps. */
const CANVAS_KEEPS = 120;
/** A story, or two runs side by side, needs at least this share of the height there is. */
const TALL_SHARE = 0.55;

/** A height within what the space allows. */
export function clampHeight(height: number, space: number): number {
  return Math.round(Math.max(LEAST_HEIGHT, Math.min(height, space - CANVAS_KEEPS)));
}

/** The height before the person chose one: a third of the space, so that the first row of charts shows whole. */
export function defaultHeight(space: number): number {
  return clampHeight(Math.max(264, Math.min(space * 0.36, 380)), space);
}

/** The height to draw: the chosen or default one, raised while something tall shows: a story, a comparison. */
export function heightToShow(chosen: number | undefined, space: number, tall: boolean): number {
  const height = clampHeight(chosen ?? defaultHeight(space), space);
  return tall ? Math.max(height, clampHeight(space * TALL_SHARE, space)) : height;
}

const STEP = 32;

/** Where a key moves the upper edge; `undefined` for keys that do not. */
export function heightByKey(key: string, height: number, space: number): number | undefined {
  const heights: Record<string, number> = {
    ArrowUp: height + STEP,
    ArrowDown: height - STEP,
    PageUp: height + STEP * 4,
    PageDown: height - STEP * 4,
    Home: LEAST_HEIGHT,
    End: space,
  };
  const wanted = heights[key];
  return wanted === undefined ? undefined : clampHeight(wanted, space);
}
