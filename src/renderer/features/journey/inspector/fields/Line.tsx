import type { ReactNode } from 'react';
import classes from './fields.module.css';

interface LineProps {
  children: ReactNode;
  /** Stays at the right end of the line, however it wraps: what takes it away, or leads on. */
  end?: ReactNode;
  /** Whether its first field is the first of the panel, where the keyboard begins. */
  first?: boolean;
}

/** A line of a sentence: words and fields, flowing like text. */
export function Line({ children, end, first = false }: LineProps) {
  return (
    <div className={classes['row']} data-first={first || undefined}>
      <div className={classes['line']}>{children}</div>
      {end}
    </div>
  );
}

/** Words between fields. */
export function Words({ children }: { children: ReactNode }) {
  return <span className={classes['words']}>{children}</span>;
}
