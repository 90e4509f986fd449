import { compileCount } from '../../condition/compare.js';
import type { LastMessages } from '../../condition/schema.js';
import type { CompileContext } from '../context.js';
import { engagement, EMAIL_ID } from '../engagement.js';
import { addToMask } from '../events.js';
import type { CompiledLeaf } from './index.js';

/** `{"lastMessages": n, "engaged": …, "times": N}`: how many of the latest n messages were opened or clicked (semantics §3). */
export function compileLastMessages(leaf: LastMessages, { run }: CompileContext): CompiledLeaf {
  const sent = run.stream('Email Sent', leaf.where);
  const engaged = engagement(run, leaf.engaged);
  const emailId = run.property(EMAIL_ID);
  const { holds } = compileCount(leaf.times);

  /** `undefined` when fewer than n messages were sent. */
  const engagedCount = (): number | undefined => {
    sent.sync();
    if (sent.count < leaf.lastMessages) return undefined;
    let count = 0;
    for (let place = sent.count - leaf.lastMessages; place < sent.count; place++) {
      const key = emailId.key(sent.refAt(place));
      if (key !== undefined && engaged.has(key)) count++;
    }
    return count;
  };
  const mask = sent.mask.slice();
  addToMask(mask, engaged.mask);
  return {
    holds() {
      const count = engagedCount();
      return count !== undefined && holds(count);
    },
    nextChange: () => Infinity,
    mask,
    observe: () => ({ count: engagedCount() ?? 0, available: sent.count }),
  };
}
