import type { Condition } from '../schema.js';
export function describeCondition(condition: Condition): string {
  return JSON.stringify(condition);
}
