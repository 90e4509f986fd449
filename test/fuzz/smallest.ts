import { z } from 'zod';
import { checkJourney, checkSegments } from '../../src/shared/journey/check.js';
import type { Journey } from '../../src/shared/journey/schema.js';
import { responsesSchema } from '../../src/shared/simulation/responses.js';
import type { RandomRun } from './runs.js';

/** Keys and places from the root of a run. */
type Path = readonly (string | number)[];

function childrenOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((each: unknown, place) => [place, each]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Everything inside a value, with its path. */
function placesIn(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  return childrenOf(value).flatMap(([key, each]) => [{ path: [...path, key], value: each }, ...placesIn(each, [...path, key])]);
}

/** The value with something else at a path, or with nothing there. */
function changed(value: unknown, [key, ...rest]: Path, instead?: unknown): unknown {
  if (key === undefined) return instead;
  const children = childrenOf(value).flatMap(([name, each]): [string | number, unknown][] => {
    if (name !== key) return [[name, each]];
    return rest.length === 0 && instead === undefined ? [] : [[name, changed(each, rest, instead)]];
  });
  return Array.isArray(value) ? children.map(([, each]) => each) : Object.fromEntries(children);
}

/** What could stand in the place of a group or leaf: one of its own, or what always or never holds. */
function simplerConditions(value: unknown): unknown[] {
  const children = childrenOf(value);
  const own = children.filter(([key]) => ['all', 'any', 'none'].includes(String(key))).flatMap(([, list]) => childrenOf(list));
  return typeof value === 'object' && !Array.isArray(value) ? [...own.map(([, each]) => each), { all: [] }, { any: [] }] : [];
}

function withoutLooseEdges(journey: Journey): Journey {
  const ids = new Set(journey.nodes.map(({ id }) => id));
  return { ...journey, edges: journey.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)) };
}

/** The journey without a node, the ways into it led on to where it led itself. */
function bypassed(journey: Journey, node: string): Journey {
  const next = journey.edges.find(({ source }) => source === node)?.target;
  const edges = journey.edges.flatMap((edge) =>
    edge.target !== node ? [edge] : next === undefined ? [] : [{ ...edge, target: next }],
  );
  return withoutLooseEdges({ ...journey, nodes: journey.nodes.filter(({ id }) => id !== node), edges });
}

function* simplerRuns(run: RandomRun): Generator {
  for (const [place, journey] of run.journeys.entries()) {
    for (const { id } of journey.nodes) yield { ...run, journeys: run.journeys.with(place, bypassed(journey, id)) };
  }
  for (const { path, value } of placesIn(run)) {
    yield changed(run, path);
    if (path[0] === 'journeys' || path[0] === 'segments')
      for (const instead of simplerConditions(value)) yield changed(run, path, instead);
  }
}

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const runSchema = z.object({
  events: z.array(z.object({ userId: z.string(), event: z.string(), time: z.number(), properties: values.optional() })).min(1),
  customers: z.array(z.object({ userId: z.string(), traits: values })),
  journeys: z.array(z.looseObject({})).min(1),
  segments: z.record(z.string(), z.unknown()),
  period: z.object({ from: z.number(), to: z.number() }),
  seed: z.number(),
  requireAddress: z.boolean(),
  responses: responsesSchema,
});

/** Whether what is left is still a run: taking out blindly may leave none. */
function isRun(value: unknown): value is RandomRun {
  const run = runSchema.safeParse(value).data;
  const { segments } = checkSegments(run?.segments ?? {});
  return (
    run !== undefined &&
    segments !== undefined &&
    run.journeys.every((journey) => checkJourney(journey, { segments }).journey !== undefined)
  );
}

function size(value: unknown): number {
  return JSON.stringify(value).length;
}

/** A smallest run that still fails: whatever can be taken out of this one is taken out, over and over. */
export function smallest(run: RandomRun, fails: (run: RandomRun) => boolean): RandomRun {
  let found = run;
  for (let next: RandomRun | undefined = run; next; next = firstSmaller(found, fails)) found = next;
  return found;
}

function firstSmaller(run: RandomRun, fails: (run: RandomRun) => boolean): RandomRun | undefined {
  for (const next of simplerRuns(run)) {
    if (size(next) < size(run) && isRun(next) && fails(next)) return next;
  }
  return undefined;
}
