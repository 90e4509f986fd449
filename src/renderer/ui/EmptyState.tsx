import type { ReactNode } from 'react';
import classes from './parts.module.css';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What belongs here and how it comes here. */
  children?: ReactNode;
  actions?: ReactNode;
  /** Less air, for panels. */
  compact?: boolean;
}

/** What stands where there is nothing yet: says what belongs here and offers the first step. */
export function EmptyState({ icon, title, children, actions, compact = false }: EmptyStateProps) {
  return (
    <div className={classes['empty']} data-compact={compact || undefined}>
      {icon && <div className={classes['emptyIcon']}>{icon}</div>}
      <p className={classes['emptyTitle']}>{title}</p>
      {children && <div className={classes['emptyText']}>{children}</div>}
      {actions && <div className={classes['emptyActions']}>{actions}</div>}
    </div>
  );
}
