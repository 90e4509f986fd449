import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { flowOption, PRINT_PALETTE } from '../../../../shared/results/drawing.js';
import { flowTable, type FlowFigure } from '../../../../shared/results/figure.js';
import { formatCount } from '../../../ui/index.js';
import { ChartFigure } from './ChartFigure.js';
import { DataTable } from './DataTable.js';
import { EChart, type ChartPart } from './EChart.js';
import { liveFlow } from './liveOptions.js';
import { openBehind } from './openBehind.js';
import { usePalette } from './palette.js';
import classes from './charts.module.css';

const PICTURE_WIDTH = 1200;

/** A Sankey diagram whose places and ways open their customers. */
export function FlowView({ flow, className }: { flow: FlowFigure; className?: string | undefined }) {
  const { palette, colors } = usePalette();
  const { ref, width } = useElementSize();
  const option = useMemo(() => liveFlow(flow, palette, colors, width), [flow, palette, colors, width]);
  const parts = useMemo(() => partsOf(flow), [flow]);
  const { head, rows } = flowTable(flow);
  const table = rows.map((values, place) => {
    const behind = flow.ways[place]?.behind;
    return { key: String(place), values, onOpen: behind && (() => openBehind(behind)) };
  });
  return (
    <ChartFigure
      title={flow.title}
      meaning={flow.meaning}
      className={className}
      table={<DataTable caption={flow.title} head={head} rows={table} />}
      saving={{
        name: flow.key,
        table: { head, rows },
        picture: {
          option: () => flowOption(flow, PRINT_PALETTE, PICTURE_WIDTH),
          width: PICTURE_WIDTH,
          height: Math.max(320, Math.min(1400, flow.places.length * 34)),
        },
      }}
    >
      {flow.ways.length > 0 && (
        <div ref={ref} className={classes['flow']}>
          <EChart
            option={option}
            label={`${flow.title}: a flow diagram of ${formatCount(flow.ways.length, 'way')}. ${flow.meaning}`}
            parts={parts}
            onPick={({ dataIndex, dataType }) => {
              const picked = dataType === 'node' ? flow.places[dataIndex] : flow.ways[dataIndex];
              if (picked?.behind) openBehind(picked.behind);
            }}
          />
        </div>
      )}
    </ChartFigure>
  );
}

function partsOf({ places, ways, unit }: FlowFigure): ChartPart[] {
  const labels = new Map(places.map(({ key, label }) => [key, label]));
  const many = unit.toLowerCase();
  return [
    ...ways.map(({ from, to, count }, dataIndex) => ({
      words: `${labels.get(from) ?? from} to ${labels.get(to) ?? to}: ${formatCount(count, 'entry', many)}`,
      dataIndex,
      dataType: 'edge' as const,
    })),
    ...places.map(({ label, count }, dataIndex) => ({
      words: `${label}: ${formatCount(count, 'entry', many)}`,
      dataIndex,
      dataType: 'node' as const,
    })),
  ];
}
