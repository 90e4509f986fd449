import { useMemo } from 'react';
import { formatCount, formatPeriod, useScheme } from '../../../ui/index.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { EChart } from '../charts/EChart.js';
import { FigureTable } from '../charts/FigureTable.js';
import { useBarOption } from '../charts/useBarOption.js';
import { showMessages } from '../drawer/viewStore.js';
import { useResults } from '../drawer/ResultsContext.js';
import { binDays, type DayBin } from '../model/bins.js';
import { formatDay } from '../model/dates.js';
import { perDayMeaning } from '../model/overview.js';

/** The messages behind a bar: charts count UTC days. */
function openBin({ from, to }: DayBin): void {
  showMessages({ status: 'sent', days: { from, to, zone: 'UTC' } });
}

function binLabel({ from, to }: DayBin): string {
  return from === to ? formatDay(from, 'weekday') : formatPeriod(from, to, 'UTC');
}

/** E-mails sent per day of the period; by weeks where there are many days. */
export function PerDayFigure({ className }: { className?: string | undefined }) {
  const { run } = useResults();
  const { families } = useScheme();
  const { bins, unit } = useMemo(() => binDays(run.charts.perDay), [run]);
  const color = families.message.fill;
  const model = useMemo(
    () => ({
      labels: bins.map((bin) => ({ axis: formatDay(bin.from, 'short'), tip: binLabel(bin) })),
      series: [{ name: 'sent', color, values: bins.map(({ sent }) => sent) }],
      hint: 'Click for the messages',
    }),
    [bins, color],
  );
  const option = useBarOption(model);
  const meaning = perDayMeaning(run.charts);
  const rows = bins.map((bin) => ({
    key: bin.from,
    label: binLabel(bin),
    values: [bin.sent, bin.suppressed],
    onOpen: () => openBin(bin),
  }));
  return (
    <ChartFigure
      title={`E-mails per ${unit}`}
      meaning={meaning}
      className={className}
      table={
        <FigureTable
          caption={`E-mails per ${unit}, UTC`}
          head={[unit === 'day' ? 'Day' : 'Days', 'Sent', 'Held back']}
          rows={rows}
        />
      }
    >
      <EChart
        option={option}
        label={`Bar chart of ${formatCount(bins.length, 'bar')}, one per ${unit}. ${meaning}`}
        onPick={(index) => {
          const bin = bins[index];
          if (bin) openBin(bin);
        }}
      />
    </ChartFigure>
  );
}
