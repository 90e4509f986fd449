import { getViewportForBounds, useStoreApi } from '@xyflow/react';
import { useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import type { JourneyDraft } from '../../shared/journey/schema.js';
import { boundsOf, FIT_VIEW, MIN_ZOOM } from './geometry.js';

/** Below this zoom words cannot be read and are not drawn. */
export const FAR = 0.42;

/** Whether the whole of a journey is only seen from far, even if it had all of the window. */
function isFarInWindow(draft: JourneyDraft): boolean {
  const bounds = boundsOf(draft);
  if (!bounds) return false;
  return getViewportForBounds(bounds, innerWidth, innerHeight, MIN_ZOOM, FIT_VIEW.maxZoom, FIT_VIEW.padding).zoom < FAR;
}

/** Tells of movements of the view by marks on the element that holds it. */
function createMarks(root: RefObject<HTMLElement | null>, zoom: () => number) {
  const settle = () => root.current?.toggleAttribute('data-far', zoom() < FAR);
  return {
    zoomed: () => {
      if (root.current?.hasAttribute('data-moving') === false) settle();
    },
    handlers: {
      onMoveStart: () => root.current?.setAttribute('data-moving', ''),
      // Only once it has moved: what is pressed without a movement is a click on what lies there.
      onMove: (event: MouseEvent | TouchEvent | null) => {
        if (event) root.current?.toggleAttribute('data-held', true);
      },
      onMoveEnd: () => {
        root.current?.removeAttribute('data-moving');
        root.current?.removeAttribute('data-held');
        settle();
      },
    },
  };
}

/**
 * Marks the canvas while its view moves (`data-moving`), while a hand moves it (`data-held`) and while it is seen from far
 * (`data-far`), for the style sheet alone: no step is rendered anew for it. Whether it is far is settled once the view has come to
 * rest, since all steps look different then.
 * @param draft the journey; what it is later does not matter
 */
export function useMoving(root: RefObject<HTMLElement | null>, draft: JourneyDraft) {
  const store = useStoreApi();
  const { zoomed, handlers } = useMemo(() => createMarks(root, () => store.getState().transform[2]), [root, store]);
  const [opened] = useState(draft);
  useLayoutEffect(() => {
    // What is fitted into the canvas once it is measured is seen from far at once: else all of it would be styled twice.
    root.current?.toggleAttribute('data-far', isFarInWindow(opened));
    return store.subscribe((state, before) => {
      if (state.transform[2] !== before.transform[2]) zoomed();
    });
  }, [opened, root, store, zoomed]);
  return handlers;
}
