import { compileCount } from '../../condition/compare.js';
import type { DidCount } from '../../condition/schema.js';
import type { CompiledLeaf } from './index.js';
import type { CompileContext } from '../context.js';
import { windowOver } from '../window.js';

/** `{"did": E, "times": N}`: how many matching events lie in the window (semantics §3). */
export function compileDidCount(leaf: DidCount, { run }: CompileContext): CompiledLeaf {
  const stream = run.stream(leaf.did, leaf.where, leaf.within === 'session');
  const window = windowOver(leaf.within, stream, run.timeline, run.session);
  const { holds, range } = compileCount(leaf.times);

  const { low, high } = range ?? { low: 0, high: Infinity };

  return {
    holds(moment) {
      stream.sync();
      const count = stream.count - window.lower(moment);
      return range ? count >= low && count <= high : holds(count);
    },
    nextChange(moment) {
      stream.sync();
      const lower = window.lower(moment);
      const count = stream.count - lower;
      if (count === 0) return Infinity;
      if (!range) return window.expiry(lower);
      // Time alone only takes events out of the window: the verdict changes when the count falls past an end of the range.
      if (count < range.low || range.high < 0) return Infinity;
      if (count > range.high) return window.expiry(lower + count - range.high - 1);
      return range.low <= 0 ? Infinity : window.expiry(lower + count - range.low);
    },
    mask: stream.mask,
    observe(moment) {
      stream.sync();
      return { count: stream.count - window.lower(moment) };
    },
  };
}
