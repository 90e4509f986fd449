import { Button } from '@mantine/core';
import type { Progress } from '../../shared/contract/procedure.js';
import { formatDuration, formatNumber, formatPercent } from '../../shared/format.js';
import classes from './parts.module.css';

interface ProgressPanelProps {
  /** `undefined` before the first report. */
  progress: Progress | undefined;
  /** Shown until the first stage is reported. */
  waiting?: string;
  /** What is counted: "rows", "customers". */
  unit?: string;
  /** Stops the work; the button says "Cancelling…" while `cancelling`. */
  onCancel?: (() => void) | undefined;
  cancelling?: boolean;
}

/** A long task: what is being done, how far, how fast, how long still, and a way out. Keeps its height throughout. */
export function ProgressPanel({
  progress,
  waiting = 'Starting…',
  unit = 'rows',
  onCancel,
  cancelling = false,
}: ProgressPanelProps) {
  const stage = progress?.stage ?? waiting;
  const fraction = progress?.fraction;
  const facts = progress ? factsOf(progress, unit) : [];
  return (
    <div className={classes['progress']}>
      <div className={classes['progressHead']}>
        <span className={classes['progressStage']} aria-live="polite" title={stage}>
          {stage}
        </span>
        {fraction !== undefined && (
          <span className={classes['progressShare']}>{formatPercent(Math.floor(fraction * 100) / 100)}</span>
        )}
      </div>
      <div
        className={classes['track']}
        role="progressbar"
        aria-label={stage}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={fraction === undefined ? undefined : Math.floor(fraction * 100)}
      >
        <div
          className={classes['trackFill']}
          data-unknown={fraction === undefined || undefined}
          style={{ width: `${(fraction ?? 0) * 100}%` }}
        />
      </div>
      <div className={classes['progressFoot']}>
        {facts.map((fact) => (
          <span key={fact.kind}>{fact.text}</span>
        ))}
        {onCancel ? (
          <Button size="xs" onClick={onCancel} disabled={cancelling}>
            {cancelling ? 'Cancelling…' : 'Cancel'}
          </Button>
        ) : (
          <span />
        )}
      </div>
    </div>
  );
}

function factsOf(progress: Progress, unit: string): { kind: string; text: string }[] {
  const facts: { kind: string; text: string }[] = [];
  if (progress.done !== undefined) facts.push({ kind: 'done', text: `${formatNumber(progress.done, 0)} ${unit}` });
  if (progress.perSecond !== undefined)
    facts.push({ kind: 'rate', text: `${formatNumber(progress.perSecond, 0)} ${unit} per second` });
  if (progress.secondsLeft !== undefined) facts.push({ kind: 'left', text: timeLeft(progress.secondsLeft) });
  return facts;
}

function timeLeft(seconds: number): string {
  return seconds < 1 ? 'less than a second left' : `about ${formatDuration(Math.ceil(seconds) * 1000)} left`;
}
