import type { Condition, Group } from '../../condition/schema.js';
import type { CompiledCondition, Moment } from '../condition.js';
import type { CompileContext } from '../context.js';
import { addToMask } from '../events.js';

/**
 * `all`, `any`, `none` of semantics §3. A group that holds because each part does can change as soon as one part may; one
 * that waits for several parts can't change before the last of them may, which spares asking in between.
 */
export function compileGroup(
  group: Group,
  compile: (part: Condition) => CompiledCondition,
  context: CompileContext,
): CompiledCondition {
  const kind = 'all' in group ? 'all' : 'any' in group ? 'any' : 'none';
  const conditions = 'all' in group ? group.all : 'any' in group ? group.any : group.none;
  const parts = conditions.map(compile);
  /** The group's verdict is settled by the first part whose verdict is this. */
  const settledBy = kind !== 'all';
  const verdictWhenSettled = kind === 'any';

  /** Those that the fewest events can change come first: a verdict that rests on them stands for long. */
  const rarestFirst = parts
    .map((part) => ({ part, share: context.run.shareOf(part.mask) }))
    .sort((a, b) => a.share - b.share)
    .map(({ part }) => part);

  const settling = (moment: Moment): CompiledCondition | undefined => {
    for (const part of rarestFirst) if (part.holds(moment) === settledBy) return part;
    return undefined;
  };
  const holds = (moment: Moment): boolean => (settling(moment) !== undefined) === verdictWhenSettled;

  const nextChange = (moment: Moment): number => {
    let earliest = Infinity;
    let latest = -Infinity;
    for (const part of parts) {
      const change = part.nextChange(moment);
      if (part.holds(moment) === settledBy) latest = Math.max(latest, change);
      else earliest = Math.min(earliest, change);
    }
    return latest === -Infinity ? earliest : latest;
  };

  const mask = context.run.codes.emptyMask();
  for (const part of parts) addToMask(mask, part.mask);
  const compiled: CompiledCondition = {
    holds,
    nextChange,
    witness: (moment) => settling(moment)?.witness(moment) ?? compiled,
    mask,
    readsTraits: parts.some((part) => part.readsTraits),
    explain: (moment) => ({
      words: `${kind} of these`,
      holds: holds(moment),
      saw: '',
      parts: parts.map((part) => part.explain(moment)),
    }),
    measure: (moment) => parts.flatMap((part) => part.measure(moment)),
    satisfyingValue(moment) {
      if (kind === 'none') return undefined;
      for (const part of parts) {
        const found = part.satisfyingValue && part.holds(moment) ? part.satisfyingValue(moment) : undefined;
        if (found) return found;
      }
      return undefined;
    },
  };
  return compiled;
}
