import { useState } from 'react';
import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { boughtHint, REPLAY_CAUTION } from '../model/figures.js';
import { pointAt } from '../model/points.js';
import { ChosenPoint } from './ChosenPoint.js';
import { CurveFigure } from './CurveFigure.js';
import { GridFigure } from './GridFigure.js';
import { PointsTable } from './PointsTable.js';
import type { Tried } from './useSweep.js';
import classes from '../compare.module.css';

/** What came of the values: a curve and its figures for one number, a grid for two. */
export function TriedView({ tried }: { tried: Tried }) {
  const { axes, points, lookBack, draft } = tried;
  const [chosen, setChosen] = useState<readonly number[]>();
  const point = chosen && pointAt(points, chosen);
  const choose = ({ values }: SweepPoint): void => setChosen(values);
  const [first, second] = axes;
  if (!first) return null;
  return (
    <div className={classes['view']}>
      <div className={classes['tried']}>
        {second ? (
          <GridFigure tried={tried} rows={first} columns={second} chosen={point} onChoose={choose} />
        ) : (
          <>
            <CurveFigure tried={tried} axis={first} onChoose={choose} />
            <PointsTable tried={tried} axis={first} chosen={point} onChoose={choose} />
          </>
        )}
        {point && <ChosenPoint tried={tried} point={point} />}
        <p className={classes['caution']}>
          “Already bought”: {boughtHint([draft], lookBack === '' ? '30d' : lookBack)} {REPLAY_CAUTION}
        </p>
      </div>
    </div>
  );
}
