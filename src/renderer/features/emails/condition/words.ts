import { describeCondition, type Names } from '../../../../shared/condition/words/index.js';
import { readCondition } from '../../../../shared/email/conditions.js';

/** Who sees a block: “Only for customers who ordered in the last 7 days”. Says so where the condition cannot be read. */
export function wordsOfCondition(text: string, names: Names): string {
  const read = readCondition(text);
  return 'condition' in read
    ? `Only for customers who ${describeCondition(read.condition, names)}`
    : 'Its condition cannot be read';
}
