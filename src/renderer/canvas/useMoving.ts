import { useStoreApi } from '@xyflow/react';
import { useLayoutEffect, useMemo, type RefObject } from 'react';
import { FAR } from './far.js';

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
 * @param startsFar whether it opens as seen from far: known before it is fitted in, all of it need not be styled twice
 */
export function useMoving(root: RefObject<HTMLElement | null>, startsFar: boolean) {
  const store = useStoreApi();
  const { zoomed, handlers } = useMemo(() => createMarks(root, () => store.getState().transform[2]), [root, store]);
  useLayoutEffect(() => {
    root.current?.toggleAttribute('data-far', startsFar);
    return store.subscribe((state, before) => {
      if (state.transform[2] !== before.transform[2]) zoomed();
    });
  }, [startsFar, root, store, zoomed]);
  return handlers;
}
