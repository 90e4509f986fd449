import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus into an element when it comes, and gives it back when it goes. Who had the focus is looked up before the browser
 * draws: what the element covers may be hidden by then, and lose it.
 */
export function useBorrowedFocus(element: RefObject<HTMLElement | null>): void {
  const owner = useRef<Element | null>(null);
  useLayoutEffect(() => {
    owner.current ??= document.activeElement;
    element.current?.focus();
  }, [element]);
  // What was hidden can take the focus back only once it shows again.
  useEffect(
    () => () => {
      const { current } = owner;
      if (current instanceof HTMLElement && current.isConnected) current.focus({ preventScroll: true });
    },
    [],
  );
}
