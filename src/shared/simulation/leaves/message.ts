import type { MessageLeaf } from '../../condition/schema.js';
import type { Moment } from '../condition.js';
import type { CompileContext } from '../context.js';
import { EMAIL_ID, engagement } from '../engagement.js';
import { addToMask } from '../events.js';
import type { CompiledLeaf } from './index.js';

/** `{"message": node, "was": …}`: the entry's latest message of that node was sent, opened or clicked (semantics §3). */
export function compileMessage(leaf: MessageLeaf, { run }: CompileContext): CompiledLeaf {
  const emailId = run.property(EMAIL_ID);
  const engaged = leaf.was === 'sent' ? undefined : engagement(run, leaf.was);
  const mask = run.codes.mask('Email Sent');
  if (engaged) addToMask(mask, engaged.mask);
  run.observe(mask);
  const holds = ({ entry }: Moment): boolean => {
    const latest = entry?.latestMessage(leaf.message);
    if (!latest) return false;
    return engaged ? engaged.has(emailId.keyOf(latest.emailId)) : latest.sent;
  };
  return {
    holds,
    nextChange: () => Infinity,
    mask,
    observe: (moment) => ({ value: holds(moment) }),
  };
}
