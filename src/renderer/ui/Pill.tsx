import type { ReactNode } from 'react';
import classes from './parts.module.css';

export type Tone = 'neutral' | 'accent' | 'warning' | 'error' | 'success';

interface PillProps {
  tone?: Tone;
  icon?: ReactNode;
  /** Shown by the browser on hover, for the whole of what may be cut off. */
  title?: string;
  children: ReactNode;
}

/** A short fact in a rounded frame: "generated data", "3 errors". Not a button. */
export function Pill({ tone = 'neutral', icon, title, children }: PillProps) {
  return (
    <span className={classes['pill']} data-tone={tone} title={title}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
