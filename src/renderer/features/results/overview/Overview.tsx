import { ConversionFigure } from './ConversionFigure.js';
import { EndsFigure } from './EndsFigure.js';
import { FunnelFigure } from './FunnelFigure.js';
import { HeldBackFigure } from './HeldBackFigure.js';
import { PerCustomerFigure } from './PerCustomerFigure.js';
import { PerDayFigure } from './PerDayFigure.js';
import { ReactionsFigure } from './ReactionsFigure.js';
import classes from './overview.module.css';

/** The result at a glance: small charts with one line of meaning each, the three that matter most first. */
export function Overview() {
  return (
    <div className={classes['scroll']}>
      <div className={classes['grid']}>
        <PerDayFigure />
        <FunnelFigure />
        <HeldBackFigure />
        <PerCustomerFigure />
        <ConversionFigure />
        <EndsFigure />
        <ReactionsFigure />
      </div>
    </div>
  );
}
