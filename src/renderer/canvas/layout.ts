import type { ELK, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import { handlesOf } from '../../shared/journey/handles.js';
import type { DraftNode, JourneyDraft, Position } from '../../shared/journey/schema.js';
import type { Direction } from '../../shared/journey/ui.js';
import { aroundPlaced } from './aroundPlaced.js';
import { HANDLE_Y, rectOf, snap } from './geometry.js';
import { stageOrder } from '../../shared/journey/stages.js';

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.partitioning.activate': 'true',
  'elk.spacing.componentComponent': '64',
  'elk.spacing.edgeNode': '40',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
};

const BY_DIRECTION: Readonly<Record<Direction, Readonly<Record<string, string>>>> = {
  right: { 'elk.direction': 'RIGHT', 'elk.layered.spacing.nodeNodeBetweenLayers': '88', 'elk.spacing.nodeNode': '40' },
  down: { 'elk.direction': 'DOWN', 'elk.layered.spacing.nodeNodeBetweenLayers': '64', 'elk.spacing.nodeNode': '48' },
};

export interface LayoutOptions {
  direction: Direction;
  /** Whether steps that were placed by hand stay where they are. */
  keepPlaced?: boolean;
}

/** The journey as a graph for the layout: ways out keep their order, stages become partitions along the way it runs. */
export function layoutGraph(draft: JourneyDraft, heights: ReadonlyMap<string, number>, direction: Direction): ElkNode {
  const stages = stageOrder(draft);
  const ids = new Set(draft.nodes.map((node) => node.id));
  return {
    id: 'journey',
    layoutOptions: { ...OPTIONS, ...BY_DIRECTION[direction] },
    children: draft.nodes.map((node) => {
      const { width, height } = rectOf(node, heights);
      const stage = node.stage ? stages.indexOf(node.stage) : -1;
      return {
        id: node.id,
        width,
        height,
        ports: direction === 'down' ? portsBelow(node, width, height) : portsAside(node, width, height),
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS', ...(stage >= 0 && { 'elk.partitioning.partition': String(stage) }) },
      };
    }),
    edges: draft.edges
      .filter((edge) => ids.has(edge.source) && ids.has(edge.target))
      .map((edge) => ({ id: edge.id, sources: [portId(edge.source, edge.sourceHandle)], targets: [portId(edge.target, '')] })),
  };
}

function port(node: string, handle: string, x: number, y: number, side: 'NORTH' | 'EAST' | 'SOUTH' | 'WEST'): ElkPort {
  return { id: portId(node, handle), width: 1, height: 1, x, y, layoutOptions: { 'elk.port.side': side } };
}

function portsAside(node: DraftNode, width: number, height: number): ElkPort[] {
  const handles = handlesOf(node);
  const rowTop = height - handles.length * 24;
  return [
    port(node.id, '', 0, HANDLE_Y, 'WEST'),
    ...handles.map((handle, index) => port(node.id, handle, width, handles.length > 1 ? rowTop + index * 24 : HANDLE_Y, 'EAST')),
  ];
}

function portsBelow(node: DraftNode, width: number, height: number): ElkPort[] {
  const handles = handlesOf(node);
  return [
    port(node.id, '', width / 2, 0, 'NORTH'),
    ...handles.map((handle, index) => port(node.id, handle, ((index + 0.5) * width) / handles.length, height, 'SOUTH')),
  ];
}

function portId(node: string, handle: string): string {
  return JSON.stringify([node, handle]);
}

/** A tidy place for each step, in the order of the journey, beginning where the journey begins now. */
export async function tidyPositions(
  elk: Pick<ELK, 'layout'>,
  draft: JourneyDraft,
  heights: ReadonlyMap<string, number>,
  { direction, keepPlaced = false }: LayoutOptions,
): Promise<Record<string, Position>> {
  const laidOut = await elk.layout(layoutGraph(draft, heights, direction));
  const children = laidOut.children ?? [];
  const left = Math.min(...draft.nodes.map((node) => node.position?.x ?? 0));
  const top = Math.min(...draft.nodes.map((node) => node.position?.y ?? 0));
  const minX = Math.min(...children.map((child) => child.x ?? 0));
  const minY = Math.min(...children.map((child) => child.y ?? 0));
  const tidy = Object.fromEntries(
    children.map((child) => [child.id, { x: snap(left + (child.x ?? 0) - minX), y: snap(top + (child.y ?? 0) - minY) }]),
  );
  return keepPlaced ? aroundPlaced(draft, heights, tidy) : tidy;
}

let engine: Promise<Pick<ELK, 'layout'>> | undefined;

/** The layout engine in a worker of its own, fetched when it is first wanted. */
export function layoutEngine(): Promise<Pick<ELK, 'layout'>> {
  engine ??= Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?url')]).then(
    ([{ default: ElkConstructor }, { default: workerUrl }]) => new ElkConstructor({ workerUrl }),
  );
  return engine;
}
