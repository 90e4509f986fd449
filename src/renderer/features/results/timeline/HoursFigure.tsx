import { useMemo } from 'react';
import { useScheme } from '../../../ui/index.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { EChart } from '../charts/EChart.js';
import { FigureTable } from '../charts/FigureTable.js';
import { useBarOption } from '../charts/useBarOption.js';
import { useResults } from '../drawer/ResultsContext.js';
import { HOUR_LABELS, hoursMeaning } from '../model/timeline.js';
import classes from './timeline.module.css';

/** Sent e-mails by the hour of the day, over the whole period. */
export function HoursFigure() {
  const { run } = useResults();
  const { families } = useScheme();
  const color = families.message.fill;
  const perHour = run.charts.perHour;
  const model = useMemo(
    () => ({
      labels: HOUR_LABELS.map((label, hour) => ({
        axis: label.slice(0, 2),
        tip: `${label} – ${HOUR_LABELS[(hour + 1) % 24] ?? ''} UTC`,
      })),
      series: [{ name: 'sent', color, values: perHour }],
    }),
    [perHour, color],
  );
  const option = useBarOption(model);
  const meaning = hoursMeaning(perHour);
  const rows = HOUR_LABELS.map((label, hour) => ({ key: label, label, values: [perHour[hour] ?? 0] }));
  return (
    <ChartFigure
      title="By hour of the day (UTC)"
      meaning={meaning}
      className={classes['figure']}
      table={<FigureTable caption="E-mails sent by hour of the day, UTC" head={['From', 'Sent']} rows={rows} />}
    >
      <EChart option={option} label={`Bar chart of e-mails sent by hour of the day, UTC. ${meaning}`} />
    </ChartFigure>
  );
}
