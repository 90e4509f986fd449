import { sameJson } from './same-json.js';
import type { DraftEdge, DraftNode, JourneyDraft } from './schema.js';

/** The parts of a step that can differ. `place` is where it stands on the canvas, which means nothing to a run. */
export const NODE_PARTS = ['type', 'name', 'stage', 'settings', 'place'] as const;
export type NodePart = (typeof NODE_PARTS)[number];

/** A step that both states have, and the parts in which they differ: at least one other than its place. */
export interface NodeChange {
  id: string;
  before: DraftNode;
  after: DraftNode;
  parts: readonly NodePart[];
}

/** What differs between two states of a journey. Steps are the same by their id, connections by what they connect. */
export interface JourneyDiff {
  added: readonly DraftNode[];
  removed: readonly DraftNode[];
  changed: readonly NodeChange[];
  /** Steps that only stand elsewhere. */
  moved: readonly string[];
  connected: readonly DraftEdge[];
  disconnected: readonly DraftEdge[];
  /** Whether the name, the time zone or the settings of the journey differ. */
  journey: boolean;
}

/** What became of a step or a connection from one state to the other. */
export type Mark = 'added' | 'removed' | 'changed';

/** What leads from `before` to `after`. */
export function diffJourneys(before: JourneyDraft, after: JourneyDraft): JourneyDiff {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Set(after.nodes.map((node) => node.id));
  const changes = after.nodes.flatMap((node): NodeChange[] => {
    const was = old.get(node.id);
    if (!was || was === node) return [];
    const parts = NODE_PARTS.filter((part) => !sameJson(partOf(was, part), partOf(node, part)));
    return parts.length === 0 ? [] : [{ id: node.id, before: was, after: node, parts }];
  });
  const oldEdges = new Set(before.edges.map(wayOf));
  const newEdges = new Set(after.edges.map(wayOf));
  return {
    added: after.nodes.filter((node) => !old.has(node.id)),
    removed: before.nodes.filter((node) => !now.has(node.id)),
    changed: changes.filter(({ parts }) => parts.some((part) => part !== 'place')),
    moved: changes.filter(({ parts }) => parts.every((part) => part === 'place')).map(({ id }) => id),
    connected: after.edges.filter((edge) => !oldEdges.has(wayOf(edge))),
    disconnected: before.edges.filter((edge) => !newEdges.has(wayOf(edge))),
    journey: !sameJson(headerOf(before), headerOf(after)),
  };
}

/** Whether the two states mean the same: at most, steps stand elsewhere. */
export function isSameJourney(diff: JourneyDiff): boolean {
  const lists = [diff.added, diff.removed, diff.changed, diff.connected, diff.disconnected];
  return !diff.journey && lists.every((list) => list.length === 0);
}

/** The marks of one side's steps and connections, by their ids: what is gone on the one, what is new on the other, what changed on both. */
export function marksOf(diff: JourneyDiff, side: 'before' | 'after'): { nodes: Map<string, Mark>; edges: Map<string, Mark> } {
  const mark = side === 'before' ? 'removed' : 'added';
  const [nodes, edges] = side === 'before' ? [diff.removed, diff.disconnected] : [diff.added, diff.connected];
  return {
    nodes: new Map<string, Mark>([
      ...nodes.map(({ id }) => [id, mark] as const),
      ...diff.changed.map(({ id }) => [id, 'changed'] as const),
    ]),
    edges: new Map(edges.map(({ id }) => [id, mark])),
  };
}

function partOf(node: DraftNode, part: NodePart): unknown {
  switch (part) {
    case 'type':
      return node.type;
    case 'name':
      return node.name ?? '';
    case 'stage':
      return node.stage ?? '';
    case 'settings':
      return node.config;
    case 'place':
      return node.position;
  }
}

function wayOf({ source, sourceHandle, target }: DraftEdge): string {
  return JSON.stringify([source, sourceHandle, target]);
}

function headerOf({ name, timezone, settings = {} }: JourneyDraft): unknown {
  return { name, timezone: timezone ?? 'UTC', settings };
}
