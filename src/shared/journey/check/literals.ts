import { compileComparison, compileDuration } from '../../condition/compare.js';
import type { Comparison, DurationComparison, Scalar } from '../../condition/comparison.js';
import { dateInstant } from '../../condition/dates.js';
import type { PropertyFilter } from '../../condition/events.js';
import { AGGREGATES, type DidAggregate, type Leaf } from '../../condition/schema.js';

/**
 * A leaf as a statement about one quantity (a count, an age, a trait …): which values of it make the leaf true. Statements
 * about the same quantity can be weighed against each other.
 */
export interface Literal {
  /** Equal for leaves about the same quantity. */
  subject: string;
  domain: Domain;
  /** Values next to which the verdict can change. */
  operands: readonly Scalar[];
  /** Whether the value may satisfy the leaf: never false where it does. */
  maybe: (value: Scalar | undefined) => boolean;
  /** Whether the value certainly satisfies the leaf: never true where it does not. */
  surely: (value: Scalar | undefined) => boolean;
}

/** The values a quantity can have. `open` quantities may be absent or have values of any kind. */
export type Domain =
  | { kind: 'whole'; low: number; high: number }
  | { kind: 'real' }
  | { kind: 'duration'; infinite: boolean }
  | { kind: 'truth' }
  | { kind: 'open' };

/** JSON that does not depend on the order of keys. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function operandsOf(comparison: Comparison): Scalar[] {
  const { contains: _contains, startsWith: _startsWith, endsWith: _endsWith, exists: _exists, ...rest } = comparison;
  return Object.values(rest)
    .flat()
    .filter((operand) => operand !== undefined);
}

/** Text searches can't be tried out on a few values: what they find is possible for any text and certain for none. */
function valueTests(comparison: Comparison): Pick<Literal, 'maybe' | 'surely'> {
  const { contains, startsWith, endsWith, ...exact } = comparison;
  const searches = [contains, startsWith, endsWith].some((part) => part !== undefined);
  const test = compileComparison(exact);
  if (!searches) return { maybe: test, surely: test };
  return { maybe: (value) => typeof value === 'string' && test(value), surely: () => false };
}

function valueLiteral(subject: unknown, domain: Domain, comparison: Comparison): Literal {
  return { subject: stableJson(subject), domain, operands: operandsOf(comparison), ...valueTests(comparison) };
}

function durationLiteral(subject: unknown, infinite: boolean, comparison: DurationComparison): Literal {
  const { holds, changes } = compileDuration(comparison);
  const test = (value: Scalar | undefined): boolean => typeof value === 'number' && holds(value);
  return { subject: stableJson(subject), domain: { kind: 'duration', infinite }, operands: changes, maybe: test, surely: test };
}

const COUNT: Domain = { kind: 'whole', low: 0, high: Infinity };

function aggregateLiteral(leaf: DidAggregate): Literal {
  const { is, ...subject } = leaf;
  const name = AGGREGATES.find((candidate) => leaf[candidate] !== undefined);
  const literal = valueLiteral(subject, name === 'distinct' ? COUNT : { kind: 'real' }, is);
  // Without any value these are false, so they are never certain.
  return name === 'avg' || name === 'min' || name === 'max' ? { ...literal, surely: () => false } : literal;
}

function didLiteral(leaf: Extract<Leaf, { did: unknown }>): Literal | undefined {
  if ('followedBy' in leaf) return undefined;
  if ('is' in leaf) return aggregateLiteral(leaf);
  if (!('times' in leaf || 'by' in leaf)) return valueLiteral(leaf, COUNT, { gte: 1 });
  const { times = { gte: 1 }, ...subject } = leaf;
  if (leaf.by === undefined) return valueLiteral(subject, COUNT, times);
  // Two leaves with `by` may be satisfied by two values of the property, and there may be none: no subject is shared, none is certain.
  return { ...valueLiteral(leaf, { kind: 'whole', low: 1, high: Infinity }, times), surely: () => false };
}

function clockDomain(clock: 'hour' | 'weekday'): Domain {
  return clock === 'hour' ? { kind: 'whole', low: 0, high: 23 } : { kind: 'whole', low: 1, high: 7 };
}

/** A leaf that is simply true or false, such as membership in a segment. */
function truth(leaf: Leaf): Literal {
  return {
    subject: stableJson(leaf),
    domain: { kind: 'truth' },
    operands: [],
    maybe: (value) => value === true,
    surely: (value) => value === true,
  };
}

/** What a leaf says. */
export function literalOf(leaf: Leaf): Literal {
  if ('did' in leaf) return didLiteral(leaf) ?? truth(leaf);
  if ('last' in leaf) return durationLiteral({ last: leaf.last, where: leaf.where }, true, leaf.ago);
  if ('first' in leaf) return durationLiteral({ first: leaf.first, where: leaf.where }, true, leaf.ago);
  if ('lastMessages' in leaf) {
    const { times, ...subject } = leaf;
    return { ...valueLiteral(subject, { kind: 'whole', low: 0, high: leaf.lastMessages }, times), surely: () => false };
  }
  if ('trait' in leaf) return valueLiteral({ trait: leaf.trait }, { kind: 'open' }, leaf.is);
  if ('property' in leaf) return valueLiteral({ property: leaf.property }, { kind: 'open' }, leaf.is);
  if ('clock' in leaf) return valueLiteral({ clock: leaf.clock, timezone: leaf.timezone }, clockDomain(leaf.clock), leaf.is);
  if ('session' in leaf) {
    return leaf.session === 'duration'
      ? durationLiteral({ session: leaf.session }, false, leaf.is)
      : valueLiteral({ session: leaf.session }, COUNT, leaf.is);
  }
  return truth(leaf);
}

/** What a filter says about the property of an event. */
export function filterLiteral({ property, is }: PropertyFilter): Literal {
  return valueLiteral({ property }, { kind: 'open' }, is);
}

/** The opposite of a statement. */
export function negated({ maybe, surely, ...rest }: Literal): Literal {
  return { ...rest, maybe: (value) => !surely(value), surely: (value) => !maybe(value) };
}

function wholeCandidates(operands: readonly Scalar[], low: number, high: number): number[] {
  const near = operands.flatMap((operand) =>
    typeof operand === 'number' ? [Math.floor(operand) - 1, Math.floor(operand), Math.ceil(operand), Math.ceil(operand) + 1] : [],
  );
  const bounds = Number.isFinite(high) ? [low, high] : [low, Math.max(low, ...near) + 1];
  return [...near, ...bounds].filter((value) => value >= low && value <= high);
}

function realCandidates(operands: readonly Scalar[]): number[] {
  const points = [...new Set(operands.filter((operand) => typeof operand === 'number'))].sort((a, b) => a - b);
  const between = points.map((point, place) => (point + (points[place + 1] ?? point + 2)) / 2);
  return [0, (points[0] ?? 1) - 1, ...points, ...between];
}

function textCandidates(operands: readonly Scalar[]): string[] {
  return operands.flatMap((operand) => {
    if (typeof operand !== 'string') return [];
    const instant = dateInstant(operand);
    const dates = instant === undefined ? [] : [instant - 1, instant, instant + 1].map((ms) => new Date(ms).toISOString());
    return [operand, `${operand}\0`, operand.slice(0, -1), ...dates];
  });
}

/** Values among which there is one for every verdict that comparisons with these operands can give. */
export function candidates(domain: Domain, operands: readonly Scalar[]): (Scalar | undefined)[] {
  switch (domain.kind) {
    case 'whole':
      return wholeCandidates(operands, domain.low, domain.high);
    case 'real':
      return realCandidates(operands);
    case 'duration':
      return [...wholeCandidates(operands, 0, Infinity), ...(domain.infinite ? [Infinity] : [])];
    case 'truth':
      return [true, false];
    case 'open':
      return [undefined, true, false, ...realCandidates(operands), '', '\u{10FFFF}', ...textCandidates(operands)];
  }
}
