import type { Condition } from '../../../shared/condition/schema.js';
import { EngineError } from '../../../shared/contract/error.js';
import { checkSegments } from '../../../shared/journey/check.js';
import { jsonPointer } from '../../../shared/journey/problem.js';
import type { ProjectStore, Segment } from '../../store/project/index.js';
import { freeId, slugOf } from '../journeys/identifiers.js';
import { circleFrom, usesInWords, usesOfSegments } from './uses.js';

type Store = Pick<ProjectStore, 'segments' | 'journeys' | 'delivery'>;

/** @throws EngineError `notFound`. */
export function segmentOf({ segments }: Pick<Store, 'segments'>, id: string): Segment {
  const segment = segments.list().find((candidate) => candidate.id === id);
  if (!segment) throw new EngineError('notFound', `The project has no segment "${id}".`);
  return segment;
}

/** @throws EngineError `conflict` for a name in use, `invalid` for a condition that cannot be a segment's. */
export function createSegment({ segments }: Store, name: string, condition: Condition): Segment {
  const others = segments.list();
  const id = freeId(slugOf(name, 'segment'), (taken) => others.some((other) => other.id === taken));
  const segment = { id, name, condition };
  refuseTakenName(segment, others);
  refuseFaults(segment, others);
  segments.put(segment);
  return segment;
}

/** @throws EngineError `notFound`; `conflict` for a name in use. */
export function renameSegment(store: Store, id: string, name: string): Segment {
  const segment = { ...segmentOf(store, id), name };
  refuseTakenName(segment, store.segments.list());
  store.segments.put(segment);
  return segment;
}

/** @throws EngineError `notFound`; `invalid` for a condition that cannot be this segment's. */
export function saveSegment(store: Store, id: string, condition: Condition): Segment {
  const segment = { ...segmentOf(store, id), condition };
  refuseFaults(segment, store.segments.list());
  store.segments.put(segment);
  return segment;
}

/** @throws EngineError `notFound`; `conflict`, saying where, while it is used. */
export function removeSegment(store: Store, id: string): void {
  const { name } = segmentOf(store, id);
  // One that names itself, as a file from elsewhere may have it, must not hold itself in place.
  const uses = (usesOfSegments(store).get(id) ?? []).filter((use) => use.kind !== 'segment' || use.segment !== id);
  if (uses.length > 0) {
    throw new EngineError(
      'conflict',
      `The segment “${name}” is used by ${usesInWords(uses)}. Choose another condition there first, then delete it.`,
    );
  }
  store.segments.remove(id);
}

/** Two segments of one name could not be told apart where one is chosen. */
function refuseTakenName({ id, name }: Segment, all: readonly Segment[]): void {
  const alike = (other: string) => other.trim().toLowerCase() === name.trim().toLowerCase();
  const taken = all.find((other) => other.id !== id && alike(other.name));
  if (taken) throw new EngineError('conflict', `There is a segment “${taken.name}” already. Choose another name.`);
}

function refuseFaults(segment: Segment, all: readonly Segment[]): void {
  const named = [...all.filter(({ id }) => id !== segment.id), segment];
  const conditions = Object.fromEntries(named.map(({ id, condition }) => [id, condition]));
  const circle = circleFrom(segment.id, conditions);
  if (circle) throw new EngineError('invalid', circleWords(circle, named));
  const place = jsonPointer(['segments', segment.id]);
  // Another segment may be faulty since long ago: that is no reason to refuse this one.
  const faults = checkSegments(conditions).problems.filter(
    ({ severity, path }) => severity === 'error' && (path === place || path.startsWith(`${place}/`)),
  );
  if (faults.length > 0)
    throw new EngineError('invalid', `The segment “${segment.name}” cannot be stored before its faults are mended.`, faults);
}

function circleWords(circle: readonly string[], all: readonly Segment[]): string {
  const [own = '', ...others] = circle.map((id) => `“${all.find((segment) => segment.id === id)?.name ?? id}”`);
  const way = [...others, own].map((name, place) => (place === 0 ? `it asks for ${name}` : `which asks for ${name}`));
  return `The segment ${own} would be defined by itself: ${way.join(', ')}. Take one of these conditions out.`;
}
