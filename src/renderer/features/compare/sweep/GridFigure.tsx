import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { valueText } from '../../../../shared/journey/numbers/numbers.js';
import { PRINT_PALETTE } from '../../../../shared/results/drawing.js';
import { formatNumber } from '../../../ui/index.js';
import { ChartFigure } from '../../results/charts/ChartFigure.js';
import {
  distinctValues,
  isPresent,
  MEASURE_LABELS,
  MEASURES,
  pointAt,
  pointsTable,
  pointText,
  type SweepMeasure,
} from '../model/points.js';
import { gridOption } from './gridOption.js';
import type { Axis, Tried } from './useSweep.js';
import classes from '../compare.module.css';

const OPTIONS = MEASURES.map((value) => ({ value, label: MEASURE_LABELS[value] }));

interface GridFigureProps {
  tried: Tried;
  rows: Axis;
  columns: Axis;
  chosen: SweepPoint | undefined;
  onChoose: (point: SweepPoint) => void;
}

/** What pairs of values do: a table whose cells are the warmer the more; a cell picks its pair. */
export function GridFigure({ tried: { axes, points }, rows, columns, chosen, onChoose }: GridFigureProps) {
  const [measure, setMeasure] = useState<SweepMeasure>('sent');
  const [down, across] = useMemo(() => [distinctValues(points, 0), distinctValues(points, 1)], [points]);
  const counts = points.filter(({ refused }) => refused === undefined).map((point) => point[measure]);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const heat = (count: number): number => (most === least ? 0 : (count - least) / (most - least));
  const range = counts.length === 0 ? '' : ` From ${formatNumber(least)} to ${formatNumber(most)}.`;
  return (
    <ChartFigure
      title={`${MEASURE_LABELS[measure]} by two numbers`}
      meaning={`Down: ${rows.number.name} … Across: ${columns.number.name} … The frame marks the journey as it is.${range}`}
      saving={{
        name: 'other-values',
        table: pointsTable(points, axes),
        picture: {
          option: () => gridOption([rows, columns], points, measure, PRINT_PALETTE),
          width: across.length * 76 + 200,
          height: down.length * 36 + 80,
        },
      }}
      controls={
        <Select
          size="xs"
          w="15rem"
          aria-label="What the grid shows"
          allowDeselect={false}
          data={OPTIONS}
          value={measure}
          onChange={(value) => setMeasure(MEASURES.find((known) => known === value) ?? 'sent')}
        />
      }
    >
      <div className={classes['gridBox']} tabIndex={0} role="group" aria-label={`${MEASURE_LABELS[measure]} by two numbers`}>
        <table className={classes['grid']}>
          <caption className="wp-visually-hidden">
            {MEASURE_LABELS[measure]}; rows: {rows.number.name}; columns: {columns.number.name}
          </caption>
          <thead>
            <tr>
              <td />
              {across.map((value) => (
                <th key={value} scope="col">
                  {valueText(columns.number, value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {down.map((row) => (
              <tr key={row}>
                <th scope="row">{valueText(rows.number, row)}</th>
                {across.map((column) => {
                  const point = pointAt(points, [row, column]);
                  if (!point) return <td key={column} />;
                  return (
                    <td key={column}>
                      <button
                        type="button"
                        style={{ '--heat': `${String(Math.round(heat(point[measure]) * 62))}%` }}
                        data-now={isPresent(point, axes) || undefined}
                        data-refused={point.refused === undefined ? undefined : true}
                        aria-pressed={point === chosen}
                        aria-label={`${pointText(point, axes)}: ${point.refused ?? formatNumber(point[measure])}${isPresent(point, axes) ? ', as it is now' : ''}`}
                        onClick={() => onChoose(point)}
                      >
                        {point.refused === undefined ? formatNumber(point[measure]) : '–'}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFigure>
  );
}
