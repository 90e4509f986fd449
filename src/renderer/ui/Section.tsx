import type { ReactNode } from 'react';
import classes from './parts.module.css';

interface SectionProps {
  title: ReactNode;
  /** `label`: small capitals, for groups inside a panel; `heading` (default): a part of a screen. */
  look?: 'heading' | 'label';
  /** Heading level in the document; `label` is `h3` unless said otherwise. */
  level?: 2 | 3 | 4;
  /** One line of meaning under the title. */
  hint?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  className?: string | undefined;
  children?: ReactNode;
}

/** A titled part of a screen or panel. */
export function Section({
  title,
  look = 'heading',
  level = look === 'heading' ? 2 : 3,
  hint,
  actions,
  className,
  children,
}: SectionProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={[classes['section'], className].filter(Boolean).join(' ')}>
      <div className={classes['sectionHead']}>
        <Heading className={look === 'heading' ? classes['sectionTitle'] : classes['label']}>{title}</Heading>
        {actions && <div className={classes['sectionActions']}>{actions}</div>}
      </div>
      {hint && <p className={classes['sectionHint']}>{hint}</p>}
      <div className={classes['sectionBody']}>{children}</div>
    </section>
  );
}
