import { useMemo } from 'react';
import {
  conversionFigure,
  endsFigure,
  funnelFigure,
  heldBackFigure,
  perCustomerFigure,
  perDayFigure,
} from '../../../../shared/results/figures.js';
import { FigureView } from '../charts/FigureView.js';
import { useResults } from '../drawer/ResultsContext.js';
import { GoalTimes } from './GoalTimes.js';
import { Overlap } from './Overlap.js';
import { ReactionsFigure } from './ReactionsFigure.js';
import { TooMany } from './TooMany.js';
import classes from './overview.module.css';

/** The result at a glance: small charts with one line of meaning each, the three that matter most first. */
export function Overview() {
  const { view, run } = useResults();
  const figures = useMemo(
    () => ({
      perDay: perDayFigure(view),
      funnel: funnelFigure(view),
      heldBack: heldBackFigure(view),
      perCustomer: perCustomerFigure(view),
      conversion: conversionFigure(view),
      ends: endsFigure(view),
    }),
    [view],
  );
  return (
    <div className={classes['scroll']}>
      <div className={classes['grid']}>
        <FigureView figure={figures.perDay} />
        <FigureView figure={figures.funnel} />
        <FigureView figure={figures.heldBack} />
        <FigureView figure={figures.perCustomer}>
          <TooMany />
        </FigureView>
        {figures.conversion && <GoalTimes />}
        {figures.conversion && <FigureView figure={figures.conversion} />}
        <FigureView figure={figures.ends} />
        <ReactionsFigure />
        {run.result.journeys.length > 1 && <Overlap />}
      </div>
    </div>
  );
}
