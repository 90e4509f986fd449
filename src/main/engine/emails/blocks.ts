import { describeCondition, type Names } from '../../../shared/condition/words/index.js';
import type { BlockWords } from '../../../shared/contract/emails.js';
import type { ConditionalBlock } from '../../../shared/email/conditions.js';

/** Conditional blocks with who sees them, in words. */
export function blockWords(blocks: readonly ConditionalBlock[], names: Names): BlockWords[] {
  return blocks.map(({ block: { start: from, openEnd: to, tag }, condition }) => ({
    ...{ from, to, tag, condition },
    words: `Only for customers who ${describeCondition(condition, names)}`,
  }));
}

export function namesOfSegments(names: Readonly<Record<string, string>>): Names {
  return { segment: (id) => (Object.hasOwn(names, id) ? names[id] : undefined) };
}
