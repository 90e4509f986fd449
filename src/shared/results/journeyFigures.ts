import { formatNumber, formatPercent } from '../format.js';
import type { JourneyFigures } from '../journey/export/svg.js';
import type { RunOverlay } from '../simulation/overlay.js';

/** What the canvas shows of a run, as words for its picture. */
export function journeyFigures({ nodes, edges }: RunOverlay): JourneyFigures {
  return {
    nodes: new Map(
      [...nodes].map(([id, { figures }]) => [
        id,
        figures
          .map(({ count, label, share }) => `${share === undefined ? formatNumber(count) : formatPercent(share)} ${label}`)
          .join(' · '),
      ]),
    ),
    edges: new Map([...edges].map(([id, { count, width }]) => [id, { words: formatNumber(count), width }])),
  };
}
