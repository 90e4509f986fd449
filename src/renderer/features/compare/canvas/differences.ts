import type { Comparison } from '../../../../shared/contract/comparisons.js';
import { diffJourneys, marksOf, type Mark } from '../../../../shared/journey/diff.js';
import type { DraftEdge, DraftNode, JourneyDraft } from '../../../../shared/journey/schema.js';
import {
  flowWidth,
  type EdgeFigures,
  type Figure,
  type NodeFigures,
  type RunOverlay,
} from '../../../../shared/simulation/overlay.js';

/** Two versions of a journey laid over each other. */
export interface LaidOver {
  /** The second side, with the steps and connections that only the first one has. */
  draft: JourneyDraft;
  marks: { nodes: ReadonlyMap<string, Mark>; edges: ReadonlyMap<string, Mark> };
  /** What the runs of both did. */
  overlay: RunOverlay;
}

/** Ids of connections may be the same on both sides and mean different ones. */
const goneId = ({ id }: DraftEdge): string => `gone ${id}`;

/** Lays the sides of a comparison over each other: both are versions of one journey. */
export function layOver({ before, after }: Comparison): LaidOver {
  const diff = diffJourneys(before.draft, after.draft);
  const [old, now] = [marksOf(diff, 'before'), marksOf(diff, 'after')];
  const gone = diff.disconnected.map((edge) => ({ ...edge, id: goneId(edge) }));
  const draft = {
    ...after.draft,
    nodes: [...after.draft.nodes, ...diff.removed],
    edges: [...after.draft.edges, ...gone],
  };
  const marks = {
    nodes: new Map([...old.nodes, ...now.nodes]),
    edges: new Map([...now.edges, ...gone.map(({ id }) => [id, 'removed'] as const)]),
  };
  return { draft, marks, overlay: { nodes: nodeFigures(draft, before, after), edges: edgeFigures(draft, before, after) } };
}

type Side = Comparison['before'];

/** Messages that a step sent, or entries that came to it. */
function countAt({ draft, result, reach }: Side, node: DraftNode): number {
  if (node.type === 'email') return reach.steps[draft.nodes.findIndex(({ id }) => id === node.id)]?.sent ?? 0;
  return result.nodes[node.id]?.reached ?? 0;
}

function nodeFigures(draft: JourneyDraft, before: Side, after: Side): Map<string, NodeFigures> {
  return new Map(
    draft.nodes.map((node) => {
      const [was, is] = [countAt(before, node), countAt(after, node)];
      const figures: Figure[] = [
        { count: is, label: node.type === 'email' ? 'sent' : 'arrived' },
        { count: is - was, label: 'difference', change: true },
      ];
      return [node.id, { figures, ways: {} }];
    }),
  );
}

function edgeFigures(draft: JourneyDraft, before: Side, after: Side): Map<string, EdgeFigures> {
  const wayOf = ({ source, sourceHandle, target }: DraftEdge): string => JSON.stringify([source, sourceHandle, target]);
  const countsOf = ({ draft: own, result }: Side): Map<string, number> =>
    new Map(own.edges.map((edge) => [wayOf(edge), result.edges[edge.id] ?? 0]));
  const [old, now] = [countsOf(before), countsOf(after)];
  const most = Math.max(1, ...old.values(), ...now.values());
  return new Map(
    draft.edges.map((edge) => {
      const [was, is] = [old.get(wayOf(edge)) ?? 0, now.get(wayOf(edge)) ?? 0];
      return [edge.id, { count: is, change: is - was, unit: 'entries', width: flowWidth(Math.max(was, is), most) }];
    }),
  );
}
