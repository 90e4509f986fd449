import { Loader } from '@mantine/core';
import { errorText, isCancelled } from '../../../ui/index.js';
import { ChartFigure } from './ChartFigure.js';
import classes from './charts.module.css';

/** Stands where a chart will be whose figures the engine still works out. */
export function Waiting({ title, error, className }: { title: string; error?: unknown; className?: string | undefined }) {
  const failed = error !== undefined && error !== null && !isCancelled(error);
  return (
    <ChartFigure title={title} meaning={failed ? '' : 'Being worked out…'} className={className}>
      {failed ? (
        <p className={classes['failure']}>{errorText(error)}</p>
      ) : (
        <div className={classes['chart']} aria-hidden>
          <Loader className={classes['loader']} />
        </div>
      )}
    </ChartFigure>
  );
}
