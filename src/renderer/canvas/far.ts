import { getViewportForBounds } from '@xyflow/react';
import type { JourneyDraft } from '../../shared/journey/schema.js';
import { boundsOf, FIT_VIEW, MIN_ZOOM } from './geometry.js';

/** Below this zoom words cannot be read and are not drawn. */
export const FAR = 0.42;

/** Whether the whole of a journey is only seen from far, even if it had all of the window. */
export function isFarInWindow(draft: JourneyDraft): boolean {
  const bounds = boundsOf(draft);
  if (!bounds) return false;
  return getViewportForBounds(bounds, innerWidth, innerHeight, MIN_ZOOM, FIT_VIEW.maxZoom, FIT_VIEW.padding).zoom < FAR;
}
