import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { EngineErrorData } from '../../../../shared/contract/error.js';
import { EmptyState, KeyHint, Message, ProgressPanel } from '../../../ui/index.js';
import { useRun } from '../../journey/runStore.js';
import classes from './states.module.css';

interface InsteadProps {
  project: string;
  journeyId: string;
  titles: ReadonlyMap<string, string>;
  onShowNode: ((node: string) => void) | undefined;
}

/** Above the results of the run before: why the latest run failed. */
export function FailureNotice({ project, journeyId, titles, onShowNode }: InsteadProps) {
  const error = useRun(project, journeyId, (state) => state.error);
  const simulate = useRun(project, journeyId, (state) => state.simulate);
  if (!error) return null;
  return (
    <div className={classes['notice']}>
      <Failure error={error} titles={titles} onShowNode={onShowNode} onRetry={() => void simulate()} />
    </div>
  );
}

/** What stands in the drawer while there is no run to show: the first step, the progress, or what went wrong. */
export function Instead({ project, journeyId, titles, onShowNode }: InsteadProps) {
  const { status, progress, error, cancel, simulate } = useRun(project, journeyId, (state) => state);
  if (status === 'running') {
    return (
      <div className={classes['box']}>
        <ProgressPanel progress={progress} waiting="Starting the simulation…" unit="customers" onCancel={cancel} />
      </div>
    );
  }
  if (error)
    return (
      <div className={classes['box']}>
        <Failure error={error} titles={titles} onShowNode={onShowNode} onRetry={() => void simulate()} />
      </div>
    );
  return (
    <EmptyState
      compact
      title="See what this journey would have done"
      actions={
        <Button
          variant="filled"
          size="xs"
          leftSection={<IconPlayerPlay size={14} />}
          rightSection={<KeyHint keys="mod+enter" />}
          onClick={() => void simulate()}
        >
          Simulate
        </Button>
      }
    >
      Press Simulate to replay the journey against your log. You will see who would have entered, which e-mails they would have
      got and when, what was held back and why, and the story of every single customer. Nothing is sent.
    </EmptyState>
  );
}

interface FailureProps {
  error: EngineErrorData;
  titles: ReadonlyMap<string, string>;
  onShowNode: ((node: string) => void) | undefined;
  onRetry: () => void;
}

/** Why a run failed; each problem leads to its node. */
export function Failure({ error, titles, onShowNode, onRetry }: FailureProps) {
  return (
    <Message
      tone="error"
      title="The journey was not simulated"
      action={
        <Button size="xs" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {error.message}
      {error.problems && error.problems.length > 0 && (
        <ul className={classes['problems']}>
          {error.problems.map(({ code, path, message, suggestion, node }) => (
            <li key={`${code} ${path}`}>
              {message}
              {suggestion && <small>{suggestion}</small>}
              {node !== undefined && onShowNode && (
                <button type="button" className={classes['link']} onClick={() => onShowNode(node)}>
                  Show “{titles.get(node) ?? node}” on the canvas
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Message>
  );
}
