import { Button } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState, ErrorMessage, formatCount, ProgressPanel } from '../../../ui/index.js';
import { useCompare } from '../CompareContext.js';
import { axesFault, pointCount } from '../model/points.js';
import { NumberPick } from '../sides/NumberPick.js';
import { RangeFields } from './RangeFields.js';
import { TriedView } from './TriedView.js';
import classes from '../compare.module.css';

/** Other values of one number of the journey, or of two: what each would have done. */
export function ValuesPanel({ switcher }: { switcher: ReactNode }) {
  const { sweep } = useCompare();
  const { axes, choose, call, start, tried, stale } = sweep;
  const fault = axesFault(axes);
  const paths = axes.map(({ number }) => number.path);
  const [first, second] = axes;
  const go = (
    <Button
      type="submit"
      size="xs"
      variant={tried && !stale ? 'default' : 'filled'}
      disabled={fault !== undefined || call.running}
    >
      {fault === undefined ? `Try ${formatCount(pointCount(axes), axes.length === 2 ? 'pair' : 'value')}` : 'Try values'}
    </Button>
  );
  return (
    <>
      <form
        className={classes['toolbar']}
        aria-label="What to try"
        onSubmit={(event) => {
          event.preventDefault();
          if (fault === undefined) void start();
        }}
      >
        {switcher}
        <div className={classes['axes']}>
          <div className={classes['axis']}>
            <NumberPick
              label="Number to try"
              placeholder="Choose a number of the journey…"
              value={first?.number.path ?? null}
              without={second ? [second.number.path] : []}
              onChange={(path) => choose(0, path)}
            />
            {first ? <RangeFields axis={first} /> : go}
          </div>
          {first && (
            <div className={classes['axis']}>
              <NumberPick
                label="Second number to try"
                placeholder="And a second number, for a grid…"
                clearable
                value={second?.number.path ?? null}
                without={paths.slice(0, 1)}
                onChange={(path) => choose(1, path)}
              />
              {second && <RangeFields axis={second} />}
              {go}
            </div>
          )}
        </div>
        {tried && stale && <span className={classes['stale']}>Changed since</span>}
      </form>
      {first && fault !== undefined && (
        <p className={classes['fault']} role="alert">
          {fault}
        </p>
      )}
      <div className={classes['below']} tabIndex={0} role="group" aria-label="What came of the values">
        {call.running && (
          <div className={classes['box']}>
            <ProgressPanel progress={call.progress} waiting="Starting…" onCancel={call.cancel} cancelling={call.cancelling} />
          </div>
        )}
        {!call.running && call.error !== undefined && (
          <div className={classes['box']}>
            <ErrorMessage error={call.error} title="The values were not tried" />
          </div>
        )}
        {tried && tried.points.length > 0 && <TriedView tried={tried} />}
        {!tried && !call.running && call.error === undefined && (
          <EmptyState compact icon={<IconChartDots size={20} />} title="What would another threshold do?">
            Choose a number of the journey – a threshold, a wait, a cap, a weight – and see for a range of values how many
            messages would be sent, how many conversions reached, and how many messages would go to people who had already bought.
            Two numbers give a grid.
          </EmptyState>
        )}
      </div>
    </>
  );
}
