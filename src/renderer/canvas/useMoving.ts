import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, type RefObject } from 'react';

/** Below this zoom words cannot be read and are not drawn. */
export const FAR = 0.42;

/**
 * Marks the canvas while its view moves (`data-moving`) and while it is seen from far (`data-far`), for the style sheet alone: no
 * step is rendered anew for it. Whether it is far is settled once the view has come to rest, since all steps look different then.
 */
export function useMoving(root: RefObject<HTMLElement | null>) {
  const store = useStoreApi();
  const handlers = useMemo(() => {
    const settle = () => root.current?.toggleAttribute('data-far', store.getState().transform[2] < FAR);
    return {
      settle: () => {
        if (root.current?.hasAttribute('data-moving') === false) settle();
      },
      onMoveStart: () => root.current?.setAttribute('data-moving', ''),
      onMoveEnd: () => {
        root.current?.removeAttribute('data-moving');
        settle();
      },
    };
  }, [root, store]);
  const { settle } = handlers;
  useEffect(() => {
    settle();
    return store.subscribe((state, before) => {
      if (state.transform[2] !== before.transform[2]) settle();
    });
  }, [settle, store]);
  return { onMoveStart: handlers.onMoveStart, onMoveEnd: handlers.onMoveEnd };
}
