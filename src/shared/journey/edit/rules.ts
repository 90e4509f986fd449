import { handlesOf } from '../handles.js';
import type { DraftEdge, JourneyDraft } from '../schema.js';
import { nodeReference } from './names.js';

/** An edge as it is wished for. */
export interface Connection {
  source: string;
  sourceHandle: string;
  target: string;
}

/**
 * Why an edge may not be drawn, as a sentence for people, or `undefined` when it may (semantics §4: at most one edge
 * leaves a handle, none goes into a trigger). `movedEdge` is the edge being moved, which does not stand in its own way.
 */
export function connectionRefusal(draft: JourneyDraft, connection: Connection, movedEdge?: string): string | undefined {
  const source = draft.nodes.find((node) => node.id === connection.source);
  const target = draft.nodes.find((node) => node.id === connection.target);
  if (!source || !target) return 'One of the two steps is no longer there.';
  if (target.type === 'trigger') return 'Nothing leads into a trigger: that is where customers come in.';
  if (source.id === target.id) return 'A step cannot lead to itself. To come round again, go through another step and a wait.';
  const handles = handlesOf(source);
  if (handles.length === 0) return 'An exit leads nowhere: the journey ends there.';
  if (!handles.includes(connection.sourceHandle))
    return `${capitalised(nodeReference(source))} has no way out named “${connection.sourceHandle}”.`;
  const standing = edgeOut(draft, connection, movedEdge);
  if (standing?.target === connection.target) return 'These two are connected already.';
  return handleRefusal(draft, connection, movedEdge);
}

/** Why nothing more may leave a handle, or `undefined` when it is free. */
export function handleRefusal(
  draft: JourneyDraft,
  from: Pick<Connection, 'source' | 'sourceHandle'>,
  movedEdge?: string,
): string | undefined {
  const standing = edgeOut(draft, from, movedEdge);
  if (!standing) return undefined;
  const leadsTo = draft.nodes.find((node) => node.id === standing.target);
  const where = leadsTo ? nodeReference(leadsTo) : 'another step';
  const way = from.sourceHandle === 'out' ? 'This step' : `“${from.sourceHandle}”`;
  return `${way} already leads to ${where}, and a customer can only go one way. Move or delete that connection first, or use a branch.`;
}

/**
 * Why a step may not be put into the middle of an edge, or `undefined` when it may: nothing leads to it yet, and the way out that
 * is to go on is free. One that is part of the journey already is only moved.
 */
export function insertionRefusal(draft: JourneyDraft, id: string, into: string, handle: string): string | undefined {
  const node = draft.nodes.find((candidate) => candidate.id === id);
  const edge = draft.edges.find((candidate) => candidate.id === into);
  if (!node || !edge) return 'That step or connection is no longer there.';
  if (node.type === 'trigger') return 'Nothing leads into a trigger: that is where customers come in.';
  if (node.type === 'exit') return 'An exit ends the journey, so nothing can come after it. Put it at the end of a way out.';
  if (edge.source === id || edge.target === id) return 'This step is at an end of that connection already.';
  if (draft.edges.some(({ target }) => target === id))
    return `${capitalised(nodeReference(node))} is part of the journey already.`;
  return handleRefusal(draft, { source: id, sourceHandle: handle });
}

function edgeOut(
  draft: JourneyDraft,
  from: Pick<Connection, 'source' | 'sourceHandle'>,
  movedEdge: string | undefined,
): DraftEdge | undefined {
  return draft.edges.find(
    (edge) => edge.id !== movedEdge && edge.source === from.source && edge.sourceHandle === from.sourceHandle,
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
