import type { Problem } from '../../../../../shared/journey/problem.js';
import { ProblemList } from '../../../../ui/index.js';
import { useUnclaimed } from '../fields/claims.js';

/** What is wrong and belongs to no field. */
export function Unclaimed({ problems }: { problems: readonly Problem[] }) {
  const rest = useUnclaimed(problems);
  return rest.length > 0 ? <ProblemList problems={rest} /> : null;
}
