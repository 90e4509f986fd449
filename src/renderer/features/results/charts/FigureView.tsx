import { useMemo, type ReactNode } from 'react';
import { figureOption, PRINT_PALETTE } from '../../../../shared/results/drawing.js';
import { figureTable, type Figure } from '../../../../shared/results/figure.js';
import { formatCount, formatNumber } from '../../../ui/index.js';
import { BarList } from './BarList.js';
import { ChartFigure } from './ChartFigure.js';
import { DataTable } from './DataTable.js';
import { EChart, type ChartPart } from './EChart.js';
import { liveColumns, type Zoom } from './liveOptions.js';
import { openBehind } from './openBehind.js';
import { usePalette } from './palette.js';
import type { Saving } from './SaveMenu.js';

interface FigureViewProps {
  figure: Figure;
  /** Instead of the figure's own line. */
  meaning?: ReactNode;
  controls?: ReactNode;
  className?: string | undefined;
  zoom?: Zoom;
  onZoom?: (first: number, last: number) => void;
  /** Behind the chart: more than the figure itself says. */
  children?: ReactNode;
}

/** What is saved of a chart of bars. */
export function savingOf(figure: Figure): Saving {
  const height = figure.shape === 'columns' ? 360 : figure.rows.length * 30 + 16;
  return {
    name: figure.key,
    table: figureTable(figure),
    picture: { option: () => figureOption(figure, PRINT_PALETTE), width: 880, height },
  };
}

/** A chart of bars with all that belongs to it: its table, its files, and the way from each bar to what lies behind. */
export function FigureView({ figure, meaning = figure.meaning, controls, className, zoom, onZoom, children }: FigureViewProps) {
  const { first = 0, last = Infinity } = zoom ?? {};
  const { head, rows } = figureTable(figure);
  const table = rows.slice(first, last + 1).map((values, place) => {
    const { key = String(place), behind } = figure.rows[first + place] ?? {};
    return { key, values, onOpen: behind && (() => openBehind(behind)) };
  });
  const isColumns = figure.shape === 'columns';
  return (
    <ChartFigure
      title={figure.title}
      meaning={meaning}
      controls={controls}
      className={className}
      saving={savingOf(figure)}
      table={isColumns ? <DataTable caption={figure.title} head={head} rows={table} /> : undefined}
    >
      {isColumns ? <Columns figure={figure} zoom={zoom} onZoom={onZoom} /> : <BarList figure={figure} />}
      {children}
    </ChartFigure>
  );
}

function Columns({ figure, zoom, onZoom }: { figure: Figure; zoom: Zoom | undefined; onZoom: FigureViewProps['onZoom'] }) {
  const { palette, colors } = usePalette();
  const { first, last } = zoom ?? {};
  const option = useMemo(
    () => liveColumns(figure, palette, colors, first === undefined || last === undefined ? undefined : { first, last }),
    [figure, palette, colors, first, last],
  );
  const parts = useMemo(
    () =>
      figure.rows.flatMap(({ label, values, behind }, dataIndex): ChartPart[] => {
        const counts = values.map((value, place) => `${formatNumber(value)} ${(figure.head[place + 1] ?? '').toLowerCase()}`);
        return behind ? [{ words: `${label}: ${counts.join(', ')}`, dataIndex }] : [];
      }),
    [figure],
  );
  const label = `${figure.title}: a chart of ${formatCount(figure.rows.length, 'bar')}. ${figure.meaning}`;
  return (
    <EChart
      option={option}
      label={label}
      parts={parts}
      onPick={({ dataIndex }) => {
        const behind = figure.rows[dataIndex]?.behind;
        if (behind) openBehind(behind);
      }}
      {...(onZoom && { onZoom })}
    />
  );
}
