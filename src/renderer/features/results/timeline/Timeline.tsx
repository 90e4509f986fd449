import { useMemo, useState, type ReactNode } from 'react';
import { messagesPerDayFigure, perHourFigure } from '../../../../shared/results/figures.js';
import { FigureView } from '../charts/FigureView.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showMessages } from '../drawer/viewStore.js';
import { clampRange, rangeMeaning, summariseRange, type DayRange } from '../../../../shared/results/timeline.js';
import { RangeFields } from './RangeFields.js';
import classes from './timeline.module.css';

/** Messages day by day with a zoom over the period, and the hours at which they leave. */
export function Timeline() {
  const { run } = useResults();
  // A new run may have another period, so the zoom starts over with it.
  return <TimelineOf key={`${run.result.from} ${run.result.to}`} />;
}

function TimelineOf() {
  const { charts, view } = useResults();
  const days = charts.perDay;
  const hours = useMemo(() => perHourFigure(view), [view]);
  const [chosen, setRange] = useState<DayRange>({ first: 0, last: Infinity });
  const range = useMemo(
    () => clampRange(days, { first: chosen.first, last: Math.min(chosen.last, days.length - 1) }),
    [days, chosen],
  );
  const summary = summariseRange(days, range);
  const showAll = (): void => setRange({ first: 0, last: Infinity });
  return (
    <div className={classes['timeline']}>
      <DaysFigure
        range={range}
        onRange={setRange}
        meaning={summary ? rangeMeaning(summary, charts.zone) : 'The period has no days.'}
        actions={
          summary && (
            <>
              <button
                type="button"
                className={classes['link']}
                onClick={() => showMessages({ days: { from: summary.from, to: summary.to, zone: charts.zone } })}
              >
                Show these messages
              </button>
              {!summary.whole && (
                <button type="button" className={classes['link']} onClick={showAll}>
                  Whole period
                </button>
              )}
            </>
          )
        }
      />
      <FigureView figure={hours} className={classes['figure']} />
    </div>
  );
}

interface DaysFigureProps {
  range: DayRange;
  onRange: (range: DayRange) => void;
  meaning: string;
  /** What can be done with the days that show. */
  actions: ReactNode;
}

function DaysFigure({ range, onRange, meaning, actions }: DaysFigureProps) {
  const { charts, view } = useResults();
  const figure = useMemo(() => ({ ...messagesPerDayFigure(view), meaning }), [view, meaning]);
  const { first, last } = range;
  return (
    <FigureView
      figure={figure}
      className={classes['figure']}
      meaning={
        <>
          {meaning} {actions}
        </>
      }
      controls={<RangeFields days={charts.perDay} zone={charts.zone} range={range} onChange={onRange} />}
      zoom={range}
      onZoom={(start, end) => {
        if (start !== first || end !== last) onRange({ first: start, last: end });
      }}
    />
  );
}
