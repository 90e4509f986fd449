import { jsonPointer, type Problem } from '../problem.js';
import { called, clip, type EdgeView, type JourneyView, type NodeView } from './view.js';

/** The rules of semantics §4 about ids and edges. */

function repeated<T>(list: readonly T[], keyOf: (entry: T) => string): { entry: T; first: T }[] {
  const seen = new Map<string, T>();
  return list.flatMap((entry) => {
    const first = seen.get(keyOf(entry));
    if (first === undefined) seen.set(keyOf(entry), entry);
    return first === undefined ? [] : [{ entry, first }];
  });
}

function nodeIdProblems(view: JourneyView): Problem[] {
  return repeated(view.nodes, ({ id }) => id).map(({ entry }) => ({
    code: 'duplicateNode',
    severity: 'error',
    message: `Two nodes have the id “${clip(entry.id)}”.`,
    suggestion: 'Give one of them another id, and correct the edges that mean it.',
    node: entry.id,
    nodes: [entry.id],
    path: jsonPointer(['nodes', entry.index, 'id']),
  }));
}

function edgeIdProblems(view: JourneyView): Problem[] {
  return repeated(view.edges, ({ id }) => id).map(({ entry }) => ({
    code: 'duplicateEdge',
    severity: 'error',
    message: `Two connections have the id “${clip(entry.id)}”.`,
    suggestion: 'Give one of them another id.',
    edge: entry.id,
    path: jsonPointer(['edges', entry.index, 'id']),
  }));
}

function handleProblem(edge: EdgeView, source: NodeView): Problem[] {
  if (source.handles === undefined || source.handles.includes(edge.sourceHandle)) return [];
  const ways = source.handles.map((handle) => `“${clip(handle)}”`).join(', ');
  return [
    {
      code: 'unknownHandle',
      severity: 'error',
      message: `${called(source)} has no way out called “${clip(edge.sourceHandle)}”, but a connection leaves by it.`,
      suggestion: ways === '' ? 'Remove the connection: nothing follows this node.' : `Connect one of its own ways out: ${ways}.`,
      node: source.id,
      edge: edge.id,
      path: jsonPointer(['edges', edge.index, 'sourceHandle']),
    },
  ];
}

function intoTrigger(edge: EdgeView, source: NodeView | undefined, target: NodeView): Problem[] {
  if (target.type !== 'trigger') return [];
  return [
    {
      code: 'edgeIntoTrigger',
      severity: 'error',
      message: `A connection leads${source ? ` from ${called(source)}` : ''} into the trigger ${called(target)}.`,
      suggestion: 'A trigger only starts a journey. Connect to the node after it, or let re-entry bring customers back.',
      node: target.id,
      nodes: source ? [target.id, source.id] : [target.id],
      edge: edge.id,
      path: jsonPointer(['edges', edge.index, 'target']),
    },
  ];
}

function nowhere(edge: EdgeView, end: 'source' | 'target', other: NodeView | undefined): Problem {
  const id = clip(edge[end]);
  return {
    code: end === 'target' ? 'edgeToNowhere' : 'edgeFromNowhere',
    severity: 'error',
    message:
      end === 'target'
        ? `A connection${other ? ` from ${called(other)}` : ''} leads to “${id}”, which is no node.`
        : `A connection${other ? ` to ${called(other)}` : ''} begins at “${id}”, which is no node.`,
    suggestion: 'Remove the connection, or connect it to a node of this journey.',
    ...(other && { node: other.id }),
    edge: edge.id,
    path: jsonPointer(['edges', edge.index, end]),
  };
}

function edgeProblems(edge: EdgeView, view: JourneyView): Problem[] {
  const source = view.byId.get(edge.source);
  const target = view.byId.get(edge.target);
  return [
    ...(source ? handleProblem(edge, source) : [nowhere(edge, 'source', target)]),
    ...(target ? intoTrigger(edge, source, target) : [nowhere(edge, 'target', source)]),
  ];
}

function sharedHandleProblems(view: JourneyView): Problem[] {
  const known = view.edges.filter((edge) => view.byId.has(edge.source));
  return repeated(known, ({ source, sourceHandle }) => JSON.stringify([source, sourceHandle])).map(({ entry, first }) => {
    const source = view.byId.get(entry.source);
    return {
      code: 'handleTaken',
      severity: 'error',
      message: `Two connections leave ${source ? called(source) : `“${clip(entry.source)}”`} by “${clip(entry.sourceHandle)}” (“${clip(first.id)}” and “${clip(entry.id)}”).`,
      suggestion: 'Keep one of them; use a branch or a split to send customers two ways.',
      node: entry.source,
      edge: entry.id,
      path: jsonPointer(['edges', entry.index]),
    };
  });
}

function triggerProblems(view: JourneyView): Problem[] {
  if (view.nodes.some(({ type }) => type === 'trigger')) return [];
  return [
    {
      code: 'noTrigger',
      severity: 'error',
      message: 'The journey has no trigger, so nobody can enter it.',
      suggestion: 'Add a trigger and connect it to the first node.',
      path: jsonPointer(['nodes']),
    },
  ];
}

/** Ids used twice, connections that lead nowhere, into a trigger or share a way out, and a journey without a trigger (semantics §4). */
export function graphProblems(view: JourneyView): Problem[] {
  return [
    ...nodeIdProblems(view),
    ...edgeIdProblems(view),
    ...triggerProblems(view),
    ...view.edges.flatMap((edge) => edgeProblems(edge, view)),
    ...sharedHandleProblems(view),
  ];
}
