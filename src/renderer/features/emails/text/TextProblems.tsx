import type { Diagnostic } from '@codemirror/lint';
import classes from './text.module.css';

/** What is wrong with a text, under its field. */
export function TextProblems({ id, problems }: { id: string; problems: readonly Diagnostic[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes['errors']} id={id} role="alert">
      {problems.map(({ message, severity, from }) => (
        <li key={`${String(from)} ${message}`} data-severity={severity}>
          {message}
        </li>
      ))}
    </ul>
  );
}
