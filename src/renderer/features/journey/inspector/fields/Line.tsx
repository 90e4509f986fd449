import type { ReactNode } from 'react';
import classes from './fields.module.css';

/** A line of a sentence: words and fields, flowing like text. */
export function Line({ children, first = false }: { children: ReactNode; first?: boolean }) {
  return (
    <div className={classes['line']} data-first={first || undefined}>
      {children}
    </div>
  );
}

/** Words between fields. */
export function Words({ children }: { children: ReactNode }) {
  return <span className={classes['words']}>{children}</span>;
}
