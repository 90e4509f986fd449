import type { EventSelector, Where } from '../../condition/events.js';
import type { Condition, Leaf } from '../../condition/schema.js';
import type { JourneyView, NodeView } from './view.js';

/** Where in a journey a condition stands; it decides what the condition may look at (semantics §3, last paragraph). */
export type ConditionRole =
  'triggerIf' | 'scheduleIf' | 'becomes' | 'audience' | 'exitWhen' | 'branch' | 'switch' | 'waitFor' | 'segment' | 'lone';

export type Path = readonly PropertyKey[];

export interface ConditionPlace {
  condition: Condition;
  role: ConditionRole;
  path: Path;
  node?: NodeView;
}

/** An event selector with its filters, outside a condition: in a trigger, a goal or a `waitFor`. */
export interface SelectorPlace {
  selector: EventSelector;
  where: Where;
  /** Where the selector and its filters stand. */
  selectorPath: Path;
  wherePath: Path;
  node?: NodeView;
}

function settingsPlaces({ settings }: JourneyView): ConditionPlace[] {
  const { audience, exitWhen } = settings;
  return [
    ...(audience ? [{ condition: audience, role: 'audience' as const, path: ['settings', 'audience'] }] : []),
    ...(exitWhen ? [{ condition: exitWhen, role: 'exitWhen' as const, path: ['settings', 'exitWhen'] }] : []),
  ];
}

function triggerPlaces(view: NodeView): ConditionPlace[] {
  if (view.node?.type !== 'trigger') return [];
  const { on } = view.node.config;
  const path = ['nodes', view.index, 'config', 'on'];
  if ('becomes' in on) return [{ condition: on.becomes, role: 'becomes', path: [...path, 'becomes'], node: view }];
  const role = 'schedule' in on ? 'scheduleIf' : 'triggerIf';
  return on.if ? [{ condition: on.if, role, path: [...path, 'if'], node: view }] : [];
}

function nodePlaces(view: NodeView): ConditionPlace[] {
  const path = ['nodes', view.index, 'config'];
  const { node } = view;
  switch (node?.type) {
    case 'trigger':
      return triggerPlaces(view);
    case 'branch':
      return [{ condition: node.config.if, role: 'branch', path: [...path, 'if'], node: view }];
    case 'switch':
      return node.config.cases.map((entry, index) => ({
        condition: entry.if,
        role: 'switch',
        path: [...path, 'cases', index, 'if'],
        node: view,
      }));
    case 'waitFor':
      return 'condition' in node.config
        ? [{ condition: node.config.condition, role: 'waitFor', path: [...path, 'condition'], node: view }]
        : [];
    default:
      return [];
  }
}

/** Every condition of a journey with the place it stands in. */
export function conditionPlaces(view: JourneyView): ConditionPlace[] {
  return [...settingsPlaces(view), ...view.nodes.flatMap(nodePlaces)];
}

function selectorPlace(
  selector: EventSelector,
  where: Where | undefined,
  path: Path,
  key: string,
  node?: NodeView,
): SelectorPlace {
  return { selector, where: where ?? [], selectorPath: [...path, key], wherePath: [...path, 'where'], ...(node && { node }) };
}

function nodeSelectors(view: NodeView): SelectorPlace[] {
  const { node, index } = view;
  const config = ['nodes', index, 'config'];
  if (node?.type === 'waitFor' && 'event' in node.config)
    return [selectorPlace(node.config.event, node.config.where, config, 'event', view)];
  if (node?.type !== 'trigger') return [];
  const { on } = node.config;
  const path = [...config, 'on'];
  if ('event' in on) return [selectorPlace(on.event, on.where, path, 'event', view)];
  if (!('abandoned' in on)) return [];
  return [selectorPlace(on.abandoned, on.where, path, 'abandoned', view), otherSelector(on.without, [...path, 'without'], view)];
}

/** The place of an `E2`. */
export function otherSelector(
  other: string | { event: EventSelector; where?: Where | undefined },
  path: Path,
  node?: NodeView,
): SelectorPlace {
  if (typeof other !== 'string') return selectorPlace(other.event, other.where, path, 'event', node);
  return { selector: other, where: [], selectorPath: path, wherePath: path, ...(node && { node }) };
}

/** Every event selector of a journey that stands outside a condition. */
export function selectorPlaces(view: JourneyView): SelectorPlace[] {
  const { goal } = view.settings;
  return [
    ...(goal ? [selectorPlace(goal.event, goal.where, ['settings', 'goal'], 'event')] : []),
    ...view.nodes.flatMap(nodeSelectors),
  ];
}

export type GroupKey = 'all' | 'any' | 'none';

/** A group's key and members; `undefined` for a leaf. */
export function groupOf(condition: Condition): { key: GroupKey; members: readonly Condition[] } | undefined {
  if ('all' in condition) return { key: 'all', members: condition.all };
  if ('any' in condition) return { key: 'any', members: condition.any };
  if ('none' in condition) return { key: 'none', members: condition.none };
  return undefined;
}

export interface LeafPlace {
  leaf: Leaf;
  path: Path;
}

/** The leaves of a condition, each with its path. */
export function leavesOf(condition: Condition, path: Path): LeafPlace[] {
  if ('all' in condition) return condition.all.flatMap((member, index) => leavesOf(member, [...path, 'all', index]));
  if ('any' in condition) return condition.any.flatMap((member, index) => leavesOf(member, [...path, 'any', index]));
  if ('none' in condition) return condition.none.flatMap((member, index) => leavesOf(member, [...path, 'none', index]));
  return [{ leaf: condition, path }];
}

/** The event selectors inside a leaf. */
export function leafSelectors({ leaf, path }: LeafPlace): SelectorPlace[] {
  if ('did' in leaf) {
    const own = selectorPlace(leaf.did, leaf.where, path, 'did');
    return 'followedBy' in leaf ? [own, otherSelector(leaf.followedBy, [...path, 'followedBy'])] : [own];
  }
  if ('last' in leaf) return [selectorPlace(leaf.last, leaf.where, path, 'last')];
  if ('first' in leaf) return [selectorPlace(leaf.first, leaf.where, path, 'first')];
  if ('abandoned' in leaf)
    return [selectorPlace(leaf.abandoned, leaf.where, path, 'abandoned'), otherSelector(leaf.without, [...path, 'without'])];
  return [];
}
