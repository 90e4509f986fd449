import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import type { Problem } from '../../../shared/journey/problem.js';
import { placesOf } from './document/problems.js';
import { useDraft } from './EditorContext.js';
import classes from './screen.module.css';

/** All problems of the journey; each leads to its step. */
export function ProblemPanel({ problems, onShowNode }: { problems: readonly Problem[]; onShowNode: (node: string) => void }) {
  const draft = useDraft();
  return (
    <ul className={classes['problemPanel']} aria-label="Problems">
      {problems.map((problem, index) => {
        const [place] = placesOf(problem, draft);
        const Icon = problem.severity === 'error' ? IconCircleX : IconAlertTriangle;
        const text = (
          <>
            <Icon size={16} aria-hidden data-severity={problem.severity} />
            <span>
              {problem.message}
              {problem.suggestion !== undefined && <small>{problem.suggestion}</small>}
            </span>
          </>
        );
        return (
          <li key={`${problem.code} ${problem.path} ${String(index)}`}>
            {place === undefined ? (
              <div>{text}</div>
            ) : (
              <button type="button" onClick={() => onShowNode(place)}>
                {text}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
