import { useMemo } from 'react';
import { conditionSchema, type Condition } from '../../../../../shared/condition/schema.js';
import type { Problem } from '../../../../../shared/journey/problem.js';
import { groupKeyOf, membersOf, type LooseCondition } from './tree.js';

/** The condition, once it asks something and nothing is wrong with it. */
export function useWhole(condition: LooseCondition, problems: readonly Problem[]): Condition | undefined {
  return useMemo(() => {
    if (problems.some(({ severity }) => severity === 'error')) return undefined;
    if (groupKeyOf(condition) !== undefined && membersOf(condition).length === 0) return undefined;
    return conditionSchema.safeParse(condition).data;
  }, [condition, problems]);
}
