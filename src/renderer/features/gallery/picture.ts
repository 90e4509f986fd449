import { journeyToSvg } from '../../../shared/journey/export/svg.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { NODE_LABELS } from '../../../shared/journey/words/node.js';

/** The picture of a journey as an address for `img`: there nothing in it can run or load anything. */
export function pictureOf(journey: JourneyDraft): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(journeyToSvg(journey))}`;
}

/** The picture in words: “Trigger, Wait, E-mail”. */
export function pictureText({ nodes }: JourneyDraft): string {
  return `Steps: ${nodes.map((node) => node.name ?? NODE_LABELS[node.type]).join(', ')}`;
}
