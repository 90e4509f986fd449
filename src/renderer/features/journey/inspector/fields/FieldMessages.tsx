import { IconAlertTriangleFilled, IconCircleXFilled } from '@tabler/icons-react';
import type { FieldProblems } from './claims.js';
import classes from './fields.module.css';

/** What is wrong with a field, under it. */
export function FieldMessages({ problems, id }: Pick<FieldProblems, 'problems' | 'id'>) {
  if (problems.length === 0) return null;
  return (
    <span id={id} className={classes['messages']}>
      {problems.map((problem, index) => {
        const Icon = problem.severity === 'error' ? IconCircleXFilled : IconAlertTriangleFilled;
        return (
          <span
            key={`${problem.code} ${String(index)}`}
            className={classes['message']}
            data-severity={problem.severity}
            title={problem.suggestion}
          >
            <Icon size={13} aria-hidden /> {problem.message}
          </span>
        );
      })}
    </span>
  );
}
