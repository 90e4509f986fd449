import type { CompiledCondition } from '../condition.js';
import type { NodeAction } from '../plan.js';

/** Where it was decided that a customer did not come to a node: what others are measured by. Plain data. */
export interface Crux {
  /** `trigger` fired and started an entry; `audience` held; `way` was taken at the node; `sent` and `arrival` tell for themselves. */
  kind: 'trigger' | 'audience' | 'way' | 'sent' | 'arrival';
  /** Place of the node. */
  node: number;
  /** The handles that would have led on. */
  handles: string[];
  /** What the condition measured. */
  values: number[];
  /** UTC ms. */
  t: number;
}

/** The condition that decides about a handle of a node, where one does. */
export function conditionOf(action: NodeAction | undefined, handles: readonly string[], names: readonly string[]) {
  if (action?.kind === 'branch' || action?.kind === 'waitForCondition') return action.condition;
  if (action?.kind !== 'switch') return undefined;
  const wanted = handles.map((handle) => action.cases[names.indexOf(handle)]).find((each) => each !== undefined);
  return wanted satisfies CompiledCondition | undefined;
}
