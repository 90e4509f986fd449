/** How long a movement of the view takes, in ms: none for whoever asked their system for less motion. */
export function calm(duration: number): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : duration;
}
