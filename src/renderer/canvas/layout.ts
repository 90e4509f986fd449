import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import { handlesOf } from '../../shared/journey/handles.js';
import type { JourneyDraft, Position } from '../../shared/journey/schema.js';
import { HANDLE_Y, rectOf, snap } from './geometry.js';
import { stageOrder } from '../../shared/journey/stages.js';

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.partitioning.activate': 'true',
  'elk.layered.spacing.nodeNodeBetweenLayers': '88',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.componentComponent': '64',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
};

/** The journey as a graph for the layout: ways out keep their order, stages become partitions from left to right. */
export function layoutGraph(draft: JourneyDraft, heights: ReadonlyMap<string, number>): ElkNode {
  const stages = stageOrder(draft);
  const ids = new Set(draft.nodes.map((node) => node.id));
  return {
    id: 'journey',
    layoutOptions: OPTIONS,
    children: draft.nodes.map((node) => {
      const { width, height } = rectOf(node, heights);
      const handles = handlesOf(node);
      const rowTop = height - handles.length * 24;
      const ports = handles.map((handle, index) => ({
        id: portId(node.id, handle),
        width: 1,
        height: 1,
        x: width,
        y: handles.length > 1 ? rowTop + index * 24 : HANDLE_Y,
        layoutOptions: { 'elk.port.side': 'EAST' },
      }));
      const stage = node.stage ? stages.indexOf(node.stage) : -1;
      return {
        id: node.id,
        width,
        height,
        ports: [
          { id: portId(node.id, ''), width: 1, height: 1, x: 0, y: HANDLE_Y, layoutOptions: { 'elk.port.side': 'WEST' } },
          ...ports,
        ],
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS', ...(stage >= 0 && { 'elk.partitioning.partition': String(stage) }) },
      };
    }),
    edges: draft.edges
      .filter((edge) => ids.has(edge.source) && ids.has(edge.target))
      .map((edge) => ({ id: edge.id, sources: [portId(edge.source, edge.sourceHandle)], targets: [portId(edge.target, '')] })),
  };
}

function portId(node: string, handle: string): string {
  return JSON.stringify([node, handle]);
}

/** A tidy place for each node, from left to right in the order of the journey, beginning where the journey begins now. */
export async function tidyPositions(
  elk: Pick<ELK, 'layout'>,
  draft: JourneyDraft,
  heights: ReadonlyMap<string, number>,
): Promise<Record<string, Position>> {
  const laidOut = await elk.layout(layoutGraph(draft, heights));
  const children = laidOut.children ?? [];
  const left = Math.min(...draft.nodes.map((node) => node.position?.x ?? 0));
  const top = Math.min(...draft.nodes.map((node) => node.position?.y ?? 0));
  const minX = Math.min(...children.map((child) => child.x ?? 0));
  const minY = Math.min(...children.map((child) => child.y ?? 0));
  return Object.fromEntries(
    children.map((child) => [child.id, { x: snap(left + (child.x ?? 0) - minX), y: snap(top + (child.y ?? 0) - minY) }]),
  );
}

let engine: Promise<Pick<ELK, 'layout'>> | undefined;

/** The layout engine in a worker of its own, fetched when it is first wanted. */
export function layoutEngine(): Promise<Pick<ELK, 'layout'>> {
  engine ??= Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?url')]).then(
    ([{ default: ElkConstructor }, { default: workerUrl }]) => new ElkConstructor({ workerUrl }),
  );
  return engine;
}
