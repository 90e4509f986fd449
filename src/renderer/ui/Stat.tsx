import type { ReactNode } from 'react';
import classes from './parts.module.css';

interface StatProps {
  value: ReactNode;
  label: ReactNode;
  /** A unit or share behind the value. */
  unit?: ReactNode;
}

/** One figure and what it counts. Several of them stand in a `<dl>`. */
export function Stat({ value, label, unit }: StatProps) {
  return (
    <div className={classes['stat']}>
      <dt className={classes['statLabel']}>{label}</dt>
      <dd className={classes['statValue']}>
        {value}
        {unit !== undefined && <small> {unit}</small>}
      </dd>
    </div>
  );
}
