import type { SegmentLeaf } from '../../condition/schema.js';
import { describeCondition, describeObservation } from '../../condition/words/index.js';
import type { CompiledCondition } from '../condition.js';
import type { CompileContext } from '../context.js';

/** `{"segment": id}`: that segment's condition holds (semantics §3). Its explanation is that of the segment. */
export function compileSegment(leaf: SegmentLeaf, context: CompileContext): CompiledCondition {
  const condition = context.segment(leaf.segment);
  return {
    holds: (moment) => condition.holds(moment),
    nextChange: (moment) => condition.nextChange(moment),
    witness: (moment) => condition.witness(moment),
    mask: condition.mask,
    readsTraits: condition.readsTraits,
    explain(moment) {
      const holds = condition.holds(moment);
      return {
        words: describeCondition(leaf, context.names),
        holds,
        saw: describeObservation(leaf, { value: holds }, context.names),
        parts: [condition.explain(moment)],
      };
    },
    measure: (moment) => [Number(condition.holds(moment))],
    satisfyingValue: (moment) => condition.satisfyingValue?.(moment),
  };
}
