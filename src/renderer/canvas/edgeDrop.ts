/** Connections as places where a step can be let go, found and marked on the page. */

interface Point {
  x: number;
  y: number;
}

/** The connection under a point of the page, also where something that is dragged lies over it. */
export function edgeAt({ x, y }: Point): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const edge = element.closest('.react-flow__edge');
    if (edge) return edge.getAttribute('data-id') ?? undefined;
  }
  return undefined;
}

/** Marks the connection into which a step would go, and no other. */
export function markDrop(root: HTMLElement | null, edge: string | undefined): void {
  for (const marked of root?.querySelectorAll('.react-flow__edge[data-drop]') ?? []) {
    if (marked.getAttribute('data-id') !== edge) marked.removeAttribute('data-drop');
  }
  if (edge === undefined) return;
  root?.querySelector(`.react-flow__edge[data-id="${CSS.escape(edge)}"]`)?.setAttribute('data-drop', '');
}
