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
  /** Heading level, where the state is the whole screen or a titled part of it; plain text otherwise. */
  level?: 1 | 2 | 3;
}

/** What stands where there is nothing yet: says what belongs here and offers the first step. */
export function EmptyState({ icon, title, children, actions, compact = false, level }: EmptyStateProps) {
  const Title = level === undefined ? 'p' : (`h${level}` as const);
  return (
    <div className={classes['empty']} data-compact={compact || undefined}>
      {icon && <div className={classes['emptyIcon']}>{icon}</div>}
      <Title className={classes['emptyTitle']}>{title}</Title>
      {children && <div className={classes['emptyText']}>{children}</div>}
      {actions && <div className={classes['emptyActions']}>{actions}</div>}
    </div>
  );
}
