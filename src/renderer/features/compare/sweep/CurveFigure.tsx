import { useMemo } from 'react';
import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { valueText } from '../../../../shared/journey/numbers/numbers.js';
import { PRINT_PALETTE } from '../../../../shared/results/drawing.js';
import { formatCount, formatNumber } from '../../../ui/index.js';
import { ChartFigure } from '../../results/charts/ChartFigure.js';
import { EChart } from '../../results/charts/EChart.js';
import { CURVES, MEASURE_LABELS, pointsTable } from '../model/points.js';
import { toneVariable, usePalette } from '../../results/charts/palette.js';
import { CURVE_TONES, curveOption, liveCurve } from './curveOption.js';
import type { Axis, Tried } from './useSweep.js';
import classes from '../compare.module.css';

interface CurveFigureProps {
  tried: Tried;
  axis: Axis;
  onChoose: (point: SweepPoint) => void;
}

/** What the values of one number do, as curves; the value of now is marked. */
export function CurveFigure({ tried: { axes, points }, axis: { number }, onChoose }: CurveFigureProps) {
  const { palette, colors } = usePalette();
  const done = useMemo(() => points.filter(({ refused }) => refused === undefined), [points]);
  const option = useMemo(() => liveCurve(number, done, palette, colors), [number, done, palette, colors]);
  const parts = useMemo(
    () =>
      done.map((point, dataIndex) => ({
        words: [
          valueText(number, point.values[0] ?? Number.NaN),
          ...CURVES.map((measure) => `${MEASURE_LABELS[measure]} ${formatNumber(point[measure])}`),
        ].join(', '),
        dataIndex,
      })),
    [number, done],
  );
  return (
    <ChartFigure
      title={number.name}
      meaning={`The line marks ${valueText(number, number.value)}, as it is now. Click a value to pick it.`}
      saving={{
        name: 'other-values',
        table: pointsTable(points, axes),
        picture: { option: () => curveOption(number, done, PRINT_PALETTE, true), width: 880, height: 360 },
      }}
      controls={
        <ul className={classes['legend']} aria-label="Curves">
          {CURVES.map((measure) => (
            <li key={measure} style={{ '--tone': toneVariable(CURVE_TONES[measure]) }}>
              {MEASURE_LABELS[measure]}
            </li>
          ))}
        </ul>
      }
    >
      <div className={classes['curve']}>
        <EChart
          option={option}
          label={`Curves over ${formatCount(done.length, 'value')} of “${number.name}”; the table beside has the figures.`}
          parts={parts}
          onPick={({ dataIndex }) => {
            const point = done[dataIndex];
            if (point) onChoose(point);
          }}
        />
      </div>
    </ChartFigure>
  );
}
