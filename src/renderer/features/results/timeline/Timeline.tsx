import { useMemo, useState, type ReactNode } from 'react';
import { useScheme } from '../../../ui/index.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { EChart } from '../charts/EChart.js';
import { FigureTable } from '../charts/FigureTable.js';
import { useBarOption } from '../charts/useBarOption.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showMessages } from '../drawer/viewStore.js';
import { formatDay } from '../model/dates.js';
import { clampRange, rangeMeaning, summariseRange, type DayRange } from '../model/timeline.js';
import { HoursFigure } from './HoursFigure.js';
import { RangeFields } from './RangeFields.js';
import classes from './timeline.module.css';

/** Messages day by day with a zoom over the period, and the hours at which they leave. */
export function Timeline() {
  const { run } = useResults();
  // A new run may have another period, so the zoom starts over with it.
  return <TimelineOf key={`${run.result.from} ${run.result.to}`} />;
}

function TimelineOf() {
  const { run } = useResults();
  const days = run.charts.perDay;
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
        meaning={summary ? rangeMeaning(summary) : 'The period has no days.'}
        actions={
          summary && (
            <>
              <button
                type="button"
                className={classes['link']}
                onClick={() => showMessages({ days: { from: summary.from, to: summary.to, zone: 'UTC' } })}
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
      <HoursFigure />
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
  const { run } = useResults();
  const { families, colors } = useScheme();
  const days = run.charts.perDay;
  const { first, last } = range;
  const model = useMemo(
    () => ({
      labels: days.map(({ day }) => ({ axis: formatDay(day, 'short'), tip: formatDay(day, 'full') })),
      series: [
        { name: 'sent', color: families.message.fill, values: days.map(({ sent }) => sent) },
        { name: 'held back', color: colors.warning, values: days.map(({ suppressed }) => suppressed) },
      ],
      hint: 'Click for the messages',
      zoom: { first, last },
    }),
    [days, families, colors, first, last],
  );
  const option = useBarOption(model);
  const openDay = (index: number): void => {
    const day = days[index]?.day;
    if (day !== undefined) showMessages({ days: { from: day, to: day, zone: 'UTC' } });
  };
  const rows = days.slice(first, last + 1).map(({ day, sent, suppressed }, place) => ({
    key: day,
    label: formatDay(day, 'weekday'),
    values: [sent, suppressed],
    onOpen: () => openDay(first + place),
  }));
  return (
    <ChartFigure
      title="Messages per day"
      className={classes['figure']}
      meaning={
        <>
          {meaning} {actions}
        </>
      }
      controls={<RangeFields days={days} range={range} onChange={onRange} />}
      table={<FigureTable caption="Messages per day, UTC" head={['Day', 'Sent', 'Held back']} rows={rows} />}
    >
      <EChart
        option={option}
        label={`Bar chart of messages per day. ${meaning}`}
        onPick={openDay}
        onZoom={(start, end) => {
          if (start !== first || end !== last) onRange({ first: start, last: end });
        }}
      />
    </ChartFigure>
  );
}
