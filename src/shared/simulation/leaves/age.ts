import { compileDuration } from '../../condition/compare.js';
import type { First, Last } from '../../condition/schema.js';
import type { CompileContext } from '../context.js';
import type { CompiledLeaf } from './index.js';

/** `{"last"|"first": E, "ago": N}`: the age of the latest or earliest matching event; never is infinite (semantics §3). */
export function compileAge(leaf: Last | First, { run }: CompileContext): CompiledLeaf {
  const isLast = 'last' in leaf;
  const stream = run.stream(isLast ? leaf.last : leaf.first, leaf.where);
  const { holds, changes } = compileDuration(leaf.ago);

  const since = (): number => {
    stream.sync();
    if (stream.count === 0) return -Infinity;
    return isLast ? stream.latest() : stream.timeAt(0);
  };
  return {
    holds: ({ t }) => holds(t - since()),
    nextChange({ t }) {
      const start = since();
      if (start === -Infinity) return Infinity;
      const change = changes.find((age) => start + age > t);
      return change === undefined ? Infinity : start + change;
    },
    mask: stream.mask,
    observe: ({ t }) => ({ ageMs: t - since() }),
  };
}
