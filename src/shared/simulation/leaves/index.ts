import type { Leaf, SegmentLeaf } from '../../condition/schema.js';
import { describeCondition, describeObservation, type Observation } from '../../condition/words/index.js';
import type { CompiledCondition, Moment } from '../condition.js';
import type { CompileContext } from '../context.js';
import { compileAbandoned } from './abandoned.js';
import { compileAge } from './age.js';
import { compileDidAggregate } from './aggregate.js';
import { compileDidBy } from './by.js';
import { compileClock } from './clock.js';
import { compileDidCount } from './count.js';
import { compileFollowedBy } from './followed-by.js';
import { compileLastMessages } from './last-messages.js';
import { compileMessage } from './message.js';
import { compileSession } from './session.js';
import { compileProperty, compileTrait } from './value.js';

/** What each leaf has to say; the rest of a compiled condition follows from it. */
export interface CompiledLeaf extends Omit<CompiledCondition, 'explain' | 'measure' | 'readsTraits' | 'witness'> {
  readonly readsTraits?: boolean;
  /** The value the verdict rests on. */
  observe(moment: Moment): Observation;
}

function compileShape(leaf: Exclude<Leaf, SegmentLeaf>, context: CompileContext): CompiledLeaf {
  if ('followedBy' in leaf) return compileFollowedBy(leaf, context);
  if ('did' in leaf) {
    if ('is' in leaf) return compileDidAggregate(leaf, context);
    return leaf.by === undefined ? compileDidCount(leaf, context) : compileDidBy({ ...leaf, by: leaf.by }, context);
  }
  if ('last' in leaf || 'first' in leaf) return compileAge(leaf, context);
  if ('abandoned' in leaf) return compileAbandoned(leaf, context);
  if ('lastMessages' in leaf) return compileLastMessages(leaf, context);
  if ('trait' in leaf) return compileTrait(leaf, context);
  if ('property' in leaf) return compileProperty(leaf, context);
  if ('session' in leaf) return compileSession(leaf, context);
  if ('clock' in leaf) return compileClock(leaf, context);
  return compileMessage(leaf, context);
}

/** Compiles one leaf of the condition language. */
export function compileLeaf(leaf: Exclude<Leaf, SegmentLeaf>, context: CompileContext): CompiledCondition {
  const compiled = compileShape(leaf, context);
  const condition: CompiledCondition = Object.assign(compiled, {
    witness: () => condition,
    readsTraits: compiled.readsTraits ?? false,
    explain: (moment: Moment) => ({
      words: describeCondition(leaf, context.names),
      holds: compiled.holds(moment),
      saw: describeObservation(leaf, compiled.observe(moment), context.names),
      parts: [],
    }),
    measure: (moment: Moment) => [numberSeen(compiled.observe(moment)) ?? Number(compiled.holds(moment))],
  });
  return condition;
}

function numberSeen({ count, value, ageMs, durationMs }: Observation): number | undefined {
  return count ?? ageMs ?? durationMs ?? (typeof value === 'number' ? value : undefined);
}
