import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { TreatedRow } from '../../../../shared/contract/comparisons.js';
import { formatPeriod } from '../../../ui/index.js';
import { zoneOf } from '../../../../shared/results/journey.js';
import { useCompare } from '../CompareContext.js';
import { boughtHint, REPLAY_CAUTION } from '../model/figures.js';
import { FiguresTable } from './FiguresTable.js';
import { TreatedCustomers } from './TreatedCustomers.js';
import { TwoStories } from './TwoStories.js';
import type { MadeComparison } from './useComparison.js';
import classes from '../compare.module.css';

interface ComparisonViewProps {
  made: MadeComparison;
  onShowNode: ((node: string) => void) | undefined;
}

/** What was found: the figures and the customers, or both stories of one of them. */
export function ComparisonView({ made, onShowNode }: ComparisonViewProps) {
  const { comparison: state } = useCompare();
  const [open, setOpen] = useState<TreatedRow>();
  const { comparison } = made;
  const { before, after, lookBack, from, to } = comparison;
  const isOneJourney = before.draft.id === after.draft.id;
  return (
    <div className={classes['view']}>
      <div className={classes['columns']} data-hidden={open !== undefined || undefined}>
        <section className={classes['left']} aria-label="Figures" tabIndex={0}>
          <div className={classes['viewHead']}>
            <span className={classes['faint']}>{formatPeriod(from, to, zoneOf(after.draft))}</span>
            {isOneJourney && (
              <Switch
                size="xs"
                label="Show on the canvas"
                checked={state.onCanvas}
                onChange={(event) => state.setOnCanvas(event.currentTarget.checked)}
              />
            )}
          </div>
          <FiguresTable made={made} />
          <p className={classes['caution']}>
            “Already bought”: {boughtHint([before.draft, after.draft], lookBack)} {REPLAY_CAUTION}
          </p>
        </section>
        <section className={classes['right']} aria-label="Customers who are treated differently">
          <TreatedCustomers made={made} onOpen={setOpen} openUser={open?.userId} />
        </section>
      </div>
      {open && <TwoStories made={made} row={open} onClose={() => setOpen(undefined)} onShowNode={onShowNode} />}
    </div>
  );
}
