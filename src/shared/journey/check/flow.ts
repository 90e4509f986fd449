import { durationMs } from '../../condition/duration.js';
import { jsonPointer, type Problem } from '../problem.js';
import { cycles } from './components.js';
import { listNodes, membersOf, targetsOf } from './loops.js';
import { called, type JourneyView, type NodeView } from './view.js';

/** Doubts about how customers flow through the graph. */

function warning(code: string, node: NodeView, message: string, suggestion: string): Problem {
  return { code, severity: 'warning', message, suggestion, node: node.id, path: jsonPointer(['nodes', node.index]) };
}

/** The nodes that a trigger leads to, triggers included. */
function reachable(view: JourneyView): Set<NodeView> {
  const targets = targetsOf(view);
  const reached = new Set<number>();
  const open = view.nodes.flatMap(({ type }, place) => (type === 'trigger' ? [place] : []));
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    open.push(...(targets[place] ?? []));
  }
  return new Set(view.nodes.filter((_, place) => reached.has(place)));
}

function unreachableProblems(view: JourneyView, reached: ReadonlySet<NodeView>): Problem[] {
  return view.nodes
    .filter((node) => !reached.has(node))
    .map((node) =>
      warning(
        'unreachable',
        node,
        `No trigger leads to ${called(node)}, so no customer ever gets there.`,
        'Connect it to the journey, or remove it.',
      ),
    );
}

function idleTriggers(view: JourneyView): Problem[] {
  const sources = new Set(view.edges.map(({ source }) => source));
  return view.nodes
    .filter(({ type, id }) => type === 'trigger' && !sources.has(id))
    .map((node) =>
      warning(
        'leadsNowhere',
        node,
        `${called(node)} leads nowhere: customers enter the journey and leave it at once.`,
        'Connect it to the first node.',
      ),
    );
}

function openHandles(view: JourneyView): Set<NodeView> {
  const taken = new Map<string, Set<string>>();
  for (const { source, sourceHandle } of view.edges) taken.set(source, (taken.get(source) ?? new Set()).add(sourceHandle));
  return new Set(view.nodes.filter(({ id, handles }) => handles?.some((handle) => !taken.get(id)?.has(handle)) ?? true));
}

/** Loops that an entry can only leave by being stopped (semantics §4: after 10 000 nodes). */
function trapProblems(view: JourneyView): Problem[] {
  const { exitWhen, goal } = view.settings;
  if (exitWhen !== undefined || (goal && goal.exits !== false)) return [];
  const targets = targetsOf(view);
  const open = openHandles(view);
  return cycles(targets).flatMap((component) => {
    const inside = new Set(component);
    const members = membersOf(view, component);
    const leaves = component.some((place) => targets[place]?.some((target) => !inside.has(target)));
    if (!members || leaves || members.nodes.some((node) => open.has(node))) return [];
    const fault = warning(
      'endlessLoop',
      members.first,
      `Customers who come to ${listNodes(members.nodes)} go round for ever: no way leads out.`,
      'Add a branch that leaves the loop, a goal that ends the journey, or an exit condition.',
    );
    return [{ ...fault, nodes: members.nodes.map(({ id }) => id) }];
  });
}

/** The longest a node can hold an entry before it goes on by this handle without anything happening, in ms. */
export function holdMs({ node }: NodeView, handle: string): number {
  if (node?.type === 'wait') {
    if ('for' in node.config) return durationMs(node.config.for);
    return 'bestTime' in node.config ? durationMs(node.config.bestTime.within) : 0;
  }
  return node?.type === 'waitFor' && handle === 'timeout' ? durationMs(node.config.timeout) : 0;
}

/** Doubts about reachability and loops. */
export function flowProblems(view: JourneyView): Problem[] {
  return [...unreachableProblems(view, reachable(view)), ...idleTriggers(view), ...trapProblems(view)];
}
