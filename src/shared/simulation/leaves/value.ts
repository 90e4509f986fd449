import { compileComparison } from '../../condition/compare.js';
import type { Scalar } from '../../condition/comparison.js';
import type { Observation } from '../../condition/words/index.js';
import type { PropertyLeaf, TraitLeaf } from '../../condition/schema.js';
import type { CompileContext } from '../context.js';
import type { CompiledLeaf } from './index.js';

/** `{"trait": name, "is": N}`: the trait as it stands compares (semantics §3). */
export function compileTrait(leaf: TraitLeaf, { run }: CompileContext): CompiledLeaf {
  const test = compileComparison(leaf.is);
  const value = () => run.traits.value(leaf.trait);
  return {
    holds: () => test(value()),
    nextChange: () => Infinity,
    mask: run.codes.emptyMask(),
    readsTraits: true,
    observe: () => observed(value()),
  };
}

/** `{"property": name, "is": N}`: the property of the entry's (or the tested) event compares (semantics §3). */
export function compileProperty(leaf: PropertyLeaf, { run }: CompileContext): CompiledLeaf {
  const reader = run.property(leaf.property);
  const compare = compileComparison(leaf.is);
  const test = reader.test(compare);
  return {
    holds: ({ event }) => (event === undefined ? compare(undefined) : test(event)),
    nextChange: () => Infinity,
    mask: run.codes.emptyMask(),
    observe: ({ event }) => observed(event === undefined ? undefined : reader.value(event)),
  };
}

function observed(value: Scalar | undefined): Observation {
  return value === undefined ? {} : { value };
}
