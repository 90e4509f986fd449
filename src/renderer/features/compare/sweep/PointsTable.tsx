import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { valueText } from '../../../../shared/journey/numbers/numbers.js';
import { formatNumber } from '../../../ui/index.js';
import { isPresent, MEASURE_LABELS, MEASURES } from '../model/points.js';
import type { Axis, Tried } from './useSweep.js';
import classes from '../compare.module.css';

interface PointsTableProps {
  tried: Tried;
  axis: Axis;
  chosen: SweepPoint | undefined;
  onChoose: (point: SweepPoint) => void;
}

/** The points of the curve as figures; the button of a row picks it. */
export function PointsTable({ tried: { axes, points }, axis: { number }, chosen, onChoose }: PointsTableProps) {
  return (
    <div className={classes['pointsBox']} tabIndex={0} role="group" aria-label="The values that were tried">
      <table className={classes['points']}>
        <caption className="wp-visually-hidden">What each value of “{number.name}” does</caption>
        <thead>
          <tr>
            <th scope="col">Value</th>
            {MEASURES.map((measure) => (
              <th key={measure} scope="col">
                {MEASURE_LABELS[measure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.values[0]} data-chosen={point === chosen || undefined}>
              <th scope="row">
                <button type="button" aria-pressed={point === chosen} onClick={() => onChoose(point)}>
                  {valueText(number, point.values[0] ?? Number.NaN)}
                </button>
                {isPresent(point, axes) && <small>now</small>}
              </th>
              {point.refused === undefined ? (
                MEASURES.map((measure) => <td key={measure}>{formatNumber(point[measure])}</td>)
              ) : (
                <td colSpan={MEASURES.length} className={classes['refused']}>
                  {point.refused}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
