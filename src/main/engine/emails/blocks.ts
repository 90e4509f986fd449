import type { Condition } from '../../../shared/condition/schema.js';
import { describeCondition, type Names } from '../../../shared/condition/words/index.js';
import type { BlockWords } from '../../../shared/contract/emails.js';
import type { ConditionalBlock } from '../../../shared/email/conditions.js';

/** Conditional blocks with who sees them, in words. */
export function blockWords(blocks: readonly ConditionalBlock[], names: Names): BlockWords[] {
  return blocks.map(({ block: { start: from, openEnd: to, tag }, condition }) => ({
    ...{ from, to, tag, condition },
    words: whoSees(condition, names),
  }));
}

/** “Only for customers who left a cart for 24 hours”; for those of whom one thing is not true: “Not for customers who completed an order”. */
function whoSees(condition: Condition, names: Names): string {
  const [only, ...more] = 'none' in condition ? condition.none : [];
  if (only && more.length === 0) return `Not for customers who ${describeCondition(only, names)}`;
  return `Only for customers who ${describeCondition(condition, names)}`;
}

export function namesOfSegments(names: Readonly<Record<string, string>>): Names {
  return { segment: (id) => (Object.hasOwn(names, id) ? names[id] : undefined) };
}
