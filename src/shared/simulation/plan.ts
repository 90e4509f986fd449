import type { Names } from '../condition/words/index.js';
import { durationMs } from '../condition/duration.js';
import { consentOf, goalExits, journeyZone, reentryOf, type ReentryMode } from '../journey/defaults.js';
import { handlesOf } from '../journey/handles.js';
import { namesIn } from '../journey/words/read.js';
import type { ConsentMode, Journey, JourneyNode, QuietHours } from '../journey/schema.js';
import { compileCondition, type CompiledCondition } from './condition.js';
import { CompileContext, type RunContext } from './context.js';
import type { EventMask } from './events.js';
import { Draw } from './hash.js';
import { ownValue } from '../own-value.js';
import type { EventFilter } from './properties.js';
import { zoneNamed, timeOfDayMs, type Zone } from './zones.js';

/** Where a handle leads: the places of the edge and of its target node. */
export interface Way {
  edge: number;
  target: number;
}

export interface WaitForEvent {
  mask: EventMask;
  filter: EventFilter | undefined;
}

/** What a node does, with its conditions compiled. */
export type NodeAction =
  | { kind: 'trigger' | 'webhook' | 'exit' }
  | { kind: 'email'; id: string; variantWeights: readonly number[]; draw: Draw }
  | { kind: 'wait'; forMs: number }
  | { kind: 'until'; timeOfDay: number; weekdays: readonly number[] | undefined; zone: Zone | 'customer' }
  | { kind: 'bestTime'; withinMs: number }
  | { kind: 'waitForEvent'; event: WaitForEvent; timeoutMs: number }
  | { kind: 'waitForCondition'; condition: CompiledCondition; timeoutMs: number }
  | { kind: 'branch'; condition: CompiledCondition }
  | { kind: 'switch'; cases: readonly CompiledCondition[] }
  | { kind: 'split'; weights: readonly number[]; draw: Draw }
  | { kind: 'update'; set: ReadonlyMap<string, string | number | boolean | null> };

export interface CompiledNode {
  node: JourneyNode;
  handles: readonly string[];
  /** By place of the handle; `undefined` where no edge leaves. */
  ways: readonly (Way | undefined)[];
  action: NodeAction;
}

/** How every entry from a trigger begins, whoever the customer is: through nodes that neither wait nor decide nor change anything. */
export interface EntryStart {
  /** Nodes passed, the trigger the first, and the edges that led on from them. */
  passed: readonly number[];
  edges: readonly number[];
  /** The node that is reached next; the last one where the entry `ends`. */
  next: number;
  /** Why the entry ends at `next` at once; absent where `next` must be acted on. */
  ends?: 'exit' | 'end';
}

export interface CompiledGoal extends WaitForEvent {
  withinMs: number;
  exits: boolean;
}

export interface CompiledQuietHours {
  from: number;
  to: number;
  zone: Zone | 'customer';
}

/** A journey ready to run: names resolved to places, durations to ms, conditions compiled (semantics §4). */
export interface CompiledJourney {
  journey: Journey;
  place: number;
  zone: Zone;
  context: CompileContext;
  nodes: readonly CompiledNode[];
  /** By place of the node; of triggers only. */
  starts: readonly (EntryStart | undefined)[];
  audience: CompiledCondition | undefined;
  exitWhen: CompiledCondition | undefined;
  goal: CompiledGoal | undefined;
  reentry: { mode: ReentryMode; minIntervalMs: number };
  consent: ConsentMode;
  caps: readonly { messages: number; perMs: number }[];
  quietHours: CompiledQuietHours | undefined;
  holdout: { percent: number; draw: Draw } | undefined;
}

function requireZone(name: string): Zone {
  const zone = zoneNamed(name);
  if (!zone) throw new RangeError(`There is no time zone "${name}"`);
  return zone;
}

/** The zone of a setting: left out it is the journey's (semantics §3). */
function zoneOf(name: string | undefined, fallback: Zone): Zone | 'customer' {
  if (name === undefined) return fallback;
  return name === 'customer' ? 'customer' : requireZone(name);
}

function compileAction(node: JourneyNode, context: CompileContext, seed: number, journeyId: string): NodeAction {
  const { run } = context;
  switch (node.type) {
    case 'trigger':
    case 'webhook':
    case 'exit':
      return { kind: node.type };
    case 'email':
      return {
        kind: 'email',
        id: node.id,
        variantWeights: (node.config.variants ?? []).map(({ weight }) => weight),
        draw: new Draw(seed, journeyId, node.id),
      };
    case 'wait': {
      const { config } = node;
      if ('for' in config) return { kind: 'wait', forMs: durationMs(config.for) };
      if ('bestTime' in config) return { kind: 'bestTime', withinMs: durationMs(config.bestTime.within) };
      const { time, weekdays, timezone } = config.until;
      return { kind: 'until', timeOfDay: timeOfDayMs(time), weekdays, zone: zoneOf(timezone, context.zone) };
    }
    case 'waitFor': {
      const { config } = node;
      const timeoutMs = durationMs(config.timeout);
      if ('condition' in config)
        return { kind: 'waitForCondition', condition: compileCondition(config.condition, context), timeoutMs };
      return { kind: 'waitForEvent', event: { mask: run.codes.mask(config.event), filter: run.filter(config.where) }, timeoutMs };
    }
    case 'branch':
      return { kind: 'branch', condition: compileCondition(node.config.if, context) };
    case 'switch':
      return { kind: 'switch', cases: node.config.cases.map((each) => compileCondition(each.if, context)) };
    case 'split':
      return { kind: 'split', weights: node.config.arms.map(({ weight }) => weight), draw: new Draw(seed, journeyId, node.id) };
    case 'update':
      return { kind: 'update', set: new Map(Object.entries(node.config.set)) };
  }
}

function compileNodes(journey: Journey, context: CompileContext, seed: number): CompiledNode[] {
  const places = new Map(journey.nodes.map(({ id }, place) => [id, place]));
  const ways = new Map<string, Way>();
  journey.edges.forEach(({ source, sourceHandle, target }, edge) => {
    const place = places.get(target);
    if (place !== undefined) ways.set(JSON.stringify([source, sourceHandle]), { edge, target: place });
  });
  return journey.nodes.map((node) => {
    const handles = handlesOf(node);
    return {
      node,
      handles,
      ways: handles.map((handle) => ways.get(JSON.stringify([node.id, handle]))),
      action: compileAction(node, context, seed, journey.id),
    };
  });
}

function entryStart(nodes: readonly CompiledNode[], trigger: number): EntryStart {
  const passed: number[] = [];
  const edges: number[] = [];
  for (let next = trigger; ;) {
    const kind = nodes[next]?.action.kind;
    if (kind === 'exit') return { passed, edges, next, ends: 'exit' };
    // Every loop passes a wait (semantics §4), so this comes to an end.
    if (kind !== 'trigger' && kind !== 'webhook') return { passed, edges, next };
    const way = nodes[next]?.ways[0];
    if (!way) return { passed, edges, next, ends: 'end' };
    passed.push(next);
    edges.push(way.edge);
    next = way.target;
  }
}

function compileQuietHours(quietHours: QuietHours | undefined, zone: Zone): CompiledQuietHours | undefined {
  if (!quietHours || quietHours.from === quietHours.to) return undefined;
  return { from: timeOfDayMs(quietHours.from), to: timeOfDayMs(quietHours.to), zone: zoneOf(quietHours.timezone, zone) };
}

/** What conditions of a journey refer to by id, by the names that people know. */
function namesOf(journey: Journey, segmentNames: Readonly<Record<string, string>>): Names {
  return namesIn(journey, { segment: (id) => ownValue(segmentNames, id) });
}

/**
 * Compiles a journey that has passed the checks of semantics §3 and §4. `place` is its place in the run.
 * @param segments its own, where they are not the run's.
 */
export function compileJourney(
  journey: Journey,
  place: number,
  run: RunContext,
  seed: number,
  segments = run.segments,
): CompiledJourney {
  const zone = requireZone(journeyZone(journey));
  const context = new CompileContext(run, zone, namesOf(journey, run.segmentNames), segments);
  const { audience, exitWhen, goal, frequencyCap, quietHours, holdout } = journey.settings ?? {};
  const nodes = compileNodes(journey, context, seed);
  return {
    journey,
    place,
    zone,
    context,
    nodes,
    starts: nodes.map(({ action }, place) => (action.kind === 'trigger' ? entryStart(nodes, place) : undefined)),
    audience: audience && compileCondition(audience, context),
    exitWhen: exitWhen && compileCondition(exitWhen, context),
    goal: goal && {
      mask: run.codes.mask(goal.event),
      filter: run.filter(goal.where),
      withinMs: durationMs(goal.within),
      exits: goalExits(journey),
    },
    reentry: reentryOf(journey),
    consent: consentOf(journey),
    caps: (frequencyCap ?? []).map(({ messages, per }) => ({ messages, perMs: durationMs(per) })),
    quietHours: compileQuietHours(quietHours, zone),
    holdout: holdout && { percent: holdout.percent, draw: new Draw(seed, journey.id, 'holdout') },
  };
}
