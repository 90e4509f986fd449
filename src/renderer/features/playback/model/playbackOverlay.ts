import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import {
  flowWidth,
  type EdgeFigures,
  type Figure,
  type Measure,
  type NodeFigures,
  type RunOverlay,
} from '../../../../shared/simulation/overlay.js';
import type { MoveCounts } from './moveCounts.js';

/** What nodes and edges show at the instant of a playback. Lines grow towards the thickness that they have at its end. */
export function playbackOverlay(draft: JourneyDraft, counts: MoveCounts, measure: Measure): RunOverlay {
  const { summary } = counts.moves;
  const nodePlaces = new Map(summary.nodes.map(({ id }, place) => [id, place]));
  const edgePlaces = new Map(summary.edges.map(({ id }, place) => [id, place]));
  const most = Math.max(1, ...summary.edges.map((edge) => edge[measure === 'customers' ? 'customers' : 'entries']));
  const edges = new Map<string, EdgeFigures>();
  for (const { id, source } of draft.edges) {
    const place = edgePlaces.get(id);
    if (place === undefined) continue;
    const count =
      measure === 'messages'
        ? counts.atNode(nodePlaces.get(source) ?? -1).sent
        : counts.onEdge(place, measure === 'customers' ? 'customers' : 'entries');
    edges.set(id, { count, width: flowWidth(count, most), unit: measure });
  }
  const nodes = new Map<string, NodeFigures>();
  for (const { id, type } of draft.nodes) {
    const place = nodePlaces.get(id);
    if (place !== undefined) nodes.set(id, { figures: figuresAt(counts, place, measure, type === 'email'), ways: {} });
  }
  return { nodes, edges };
}

function figuresAt(counts: MoveCounts, place: number, measure: Measure, isMail: boolean): Figure[] {
  const { here, reached, customers, sent, heldBack } = counts.atNode(place);
  const hereNow: Figure = { count: here, label: 'here now', ...(here > 0 && { tone: 'accent' }) };
  if (measure === 'messages') {
    if (!isMail) return [hereNow];
    return [
      { count: sent, label: 'sent' },
      { count: heldBack, label: 'held back', ...(heldBack > 0 && { tone: 'warning' }) },
    ];
  }
  return [hereNow, measure === 'customers' ? { count: customers, label: 'customers' } : { count: reached, label: 'arrived' }];
}
