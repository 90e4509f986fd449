import { compileCount } from '../../condition/compare.js';
import type { Condition } from '../../condition/schema.js';
import type { Finding } from '../story.js';

/** What would have had to differ for a condition to turn out as wanted. */
export interface Difference {
  /** Each is needed; empty when it did turn out so. */
  words: string[];
  /** How far off it was: 0 when it turned out so, about 1 for each part that is wholly amiss. */
  gap: number;
}

const NONE: Difference = { words: [], gap: 0 };

type Segments = Readonly<Record<string, Condition>>;

/**
 * Tells what would have had to differ. `values` are those that `measure` gave at the moment of the finding, leaf by leaf; the
 * words come from the finding itself.
 */
export function differences(
  condition: Condition,
  finding: Finding,
  wanted: boolean,
  values: readonly number[],
  segments: Segments,
): Difference {
  const rest = values.values();
  const next = (): number => {
    const { value, done } = rest.next();
    return done ? Number.NaN : value;
  };
  return walk(condition, finding, wanted, next, segments);
}

function walk(condition: Condition, finding: Finding, wanted: boolean, next: () => number, segments: Segments): Difference {
  const group = membersOf(condition);
  if (group) {
    const { kind, members } = group;
    // Members of `none` are wanted the other way round.
    const wantedOfEach = kind === 'none' ? !wanted : wanted;
    const parts = members.map((member, place) => {
      const found = finding.parts[place];
      return found ? walk(member, found, wantedOfEach, next, segments) : NONE;
    });
    return (kind === 'any') === wanted ? oneOf(parts) : everyOne(parts);
  }
  if ('segment' in condition) {
    next();
    const [inner] = finding.parts;
    const meaning = Object.hasOwn(segments, condition.segment) ? segments[condition.segment] : undefined;
    if (inner && meaning) return walk(meaning, inner, wanted, () => Number.NaN, segments);
    return finding.holds === wanted ? NONE : { words: [finding.saw], gap: 1 };
  }
  const value = next();
  return finding.holds === wanted ? NONE : ofLeaf(condition, finding, wanted, value);
}

function membersOf(condition: Condition): { kind: 'all' | 'any' | 'none'; members: readonly Condition[] } | undefined {
  if ('all' in condition) return { kind: 'all', members: condition.all };
  if ('any' in condition) return { kind: 'any', members: condition.any };
  return 'none' in condition ? { kind: 'none', members: condition.none } : undefined;
}

function everyOne(parts: readonly Difference[]): Difference {
  return { words: parts.flatMap(({ words }) => words), gap: parts.reduce((sum, { gap }) => sum + gap, 0) };
}

/** Where one part is enough: none is needed as soon as one is as wanted, else one of all. */
function oneOf(parts: readonly Difference[]): Difference {
  const gap = Math.min(...parts.map((part) => part.gap));
  if (gap === 0 || parts.length === 0) return NONE;
  const ways = parts.map(({ words }) => words.join(' and ')).filter((text) => text !== '');
  return { words: [ways.length > 1 ? `one of these: ${ways.join('; or ')}` : ways.join('')], gap };
}

function ofLeaf(leaf: Condition, { words, saw }: Finding, wanted: boolean, value: number): Difference {
  if (!wanted) return { words: [`${saw}: this would have had to turn out otherwise (“${words}”)`], gap: 1 };
  const isCount = 'did' in leaf && !('is' in leaf) && !('followedBy' in leaf);
  const range = isCount ? compileCount(leaf.times).range : undefined;
  if (!range || Number.isNaN(value)) return { words: [saw], gap: 1 };
  const missing = range.low - value;
  const tooMany = value - range.high;
  if (missing > 0)
    return { words: [`${saw}: ${String(missing)} more would have been enough`], gap: missing / Math.max(1, range.low) };
  return {
    words: [`${saw}: ${String(tooMany)} fewer would have been few enough`],
    gap: Math.min(1, tooMany / Math.max(1, value)),
  };
}

/** What each leaf of a finding saw, in order. */
export function leavesSeen(finding: Finding): string[] {
  return finding.parts.length === 0 ? [finding.saw] : finding.parts.flatMap(leavesSeen);
}
