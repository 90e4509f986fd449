import type { ReactNode } from 'react';
import classes from './shell.module.css';

interface PageProps {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  /** A single column of fields. */
  narrow?: boolean;
  children: ReactNode;
}

/** A screen that scrolls, with its title, one line of meaning and its main actions. */
export function Page({ title, hint, actions, narrow = false, children }: PageProps) {
  return (
    <div className={classes['page']}>
      <div className={classes['pageInner']} data-narrow={narrow || undefined}>
        <header className={classes['pageHead']}>
          <div>
            <h1 className={classes['pageTitle']}>{title}</h1>
            {hint && <p className={classes['pageHint']}>{hint}</p>}
          </div>
          {actions && <div className={classes['pageActions']}>{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}
