import { useLayoutEffect, useState, type RefObject } from 'react';

/** The height of the element's parent: what the drawer shares with the canvas. Follows the window. */
export function useSpace(element: RefObject<HTMLElement | null>): number {
  const [space, setSpace] = useState(() => window.innerHeight);
  useLayoutEffect(() => {
    const parent = element.current?.parentElement;
    if (!parent) return undefined;
    // The height that was observed: to ask the element for it would lay out the page once more.
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSpace(Math.round(entry.contentRect.height));
    });
    observer.observe(parent);
    return () => observer.disconnect();
  }, [element]);
  return space;
}
