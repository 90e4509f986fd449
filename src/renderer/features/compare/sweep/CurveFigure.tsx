import { useMemo } from 'react';
import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { valueText } from '../../../../shared/journey/numbers/numbers.js';
import { formatCount, formatNumber, useScheme } from '../../../ui/index.js';
import { ChartFigure } from '../../results/charts/ChartFigure.js';
import { EChart } from '../../results/charts/EChart.js';
import { CURVES, MEASURE_LABELS } from '../model/points.js';
import { curveOption, curveTones } from './curveOption.js';
import type { Axis, Tried } from './useSweep.js';
import classes from '../compare.module.css';

interface CurveFigureProps {
  tried: Tried;
  axis: Axis;
  onChoose: (point: SweepPoint) => void;
}

/** What the values of one number do, as curves; the value of now is marked. */
export function CurveFigure({ tried: { points }, axis: { number }, onChoose }: CurveFigureProps) {
  const { colors, families } = useScheme();
  const done = useMemo(() => points.filter(({ refused }) => refused === undefined), [points]);
  const option = useMemo(() => curveOption(number, done, colors, families), [number, done, colors, families]);
  const tones = curveTones(families, colors);
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
      controls={
        <ul className={classes['legend']} aria-label="Curves">
          {CURVES.map((measure) => (
            <li key={measure} style={{ '--tone': tones[measure] }}>
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
