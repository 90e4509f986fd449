import { formatNumber } from '../format.js';
import type { JourneyFigures } from '../journey/export/svg.js';
import { figureText, type RunOverlay } from '../simulation/overlay.js';

/** What the canvas shows of a run, as words for its picture. */
export function journeyFigures({ nodes, edges }: RunOverlay): JourneyFigures {
  return {
    nodes: new Map(
      [...nodes].map(([id, { figures }]) => [id, figures.map((figure) => `${figureText(figure)} ${figure.label}`).join(' · ')]),
    ),
    edges: new Map([...edges].map(([id, { count, width }]) => [id, { words: formatNumber(count), width }])),
  };
}
