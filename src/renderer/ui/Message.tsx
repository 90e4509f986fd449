import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EngineError } from '../../shared/contract/error.js';
import type { Problem } from '../../shared/journey/problem.js';
import classes from './parts.module.css';

const ICONS = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle, success: IconCircleCheck };

interface MessageProps {
  tone: keyof typeof ICONS;
  title?: ReactNode;
  /** A button that helps, at the right. */
  action?: ReactNode;
  children?: ReactNode;
}

/** A framed sentence: what happened and what to do. Errors are read out at once, the rest when there is time. */
export function Message({ tone, title, action, children }: MessageProps) {
  const Icon = ICONS[tone];
  return (
    <div className={classes['message']} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon size={18} aria-hidden />
      <div>
        {title && <p className={classes['messageTitle']}>{title}</p>}
        {children && <div className={classes['messageBody']}>{children}</div>}
      </div>
      {action && <div className={classes['messageAction']}>{action}</div>}
    </div>
  );
}

/** The faults of a document, each with what to do about it. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className={classes['problems']}>
      {problems.map((problem, index) => (
        <li key={`${problem.code} ${problem.path} ${index}`}>
          {problem.message}
          {problem.suggestion && <small>{problem.suggestion}</small>}
        </li>
      ))}
    </ul>
  );
}

/** The sentence of any failure, for people. */
export function errorText(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : 'Something went wrong, and no reason was given. Try again.';
}

/** Whether the person cancelled; not a failure to show. */
export function isCancelled(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'cancelled';
}

interface ErrorMessageProps {
  error: unknown;
  title?: ReactNode;
  action?: ReactNode;
}

/** A failure of the engine (or any other) with the problems it names. Shows nothing for a cancelled call or no error. */
export function ErrorMessage({ error, title, action }: ErrorMessageProps) {
  if (error === undefined || error === null || isCancelled(error)) return null;
  const problems = error instanceof EngineError ? error.problems : [];
  return (
    <Message tone="error" title={title} action={action}>
      {errorText(error)}
      {problems.length > 0 && <ProblemList problems={problems} />}
    </Message>
  );
}
