import type { ReactNode } from 'react';
import classes from './parts.module.css';
import type { Family } from './tokens.js';

interface IconTileProps {
  family: Family;
  size?: 'md' | 'lg';
  /** An icon of 15 px (`lg`: 20 px). */
  children: ReactNode;
}

/** An icon on the colour of its family, as nodes and palette wear it. Says nothing to screen readers: text stands beside it. */
export function IconTile({ family, size = 'md', children }: IconTileProps) {
  return (
    <span className={classes['tile']} data-size={size} style={{ '--tile': `var(--wp-family-${family})` }} aria-hidden>
      {children}
    </span>
  );
}
