import { Button } from '@mantine/core';
import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { numberText } from '../../../../shared/journey/numbers/numbers.js';
import { formatChange, formatNumber } from '../../../ui/index.js';
import { relative } from '../model/figures.js';
import { isPresent, MEASURE_LABELS, MEASURES } from '../model/points.js';
import { useUse } from './useUse.js';
import type { Tried } from './useSweep.js';
import classes from '../compare.module.css';

/** The point that was picked, held against the journey as it is, and the way to take its values over. */
export function ChosenPoint({ tried: { axes, points }, point }: { tried: Tried; point: SweepPoint }) {
  const use = useUse(axes);
  const present = points.find((other) => isPresent(other, axes));
  return (
    <section className={classes['chosen']} aria-label="The values you picked" aria-live="polite">
      <h4>{axes.map(({ number }, place) => numberText(number, point.values[place])).join('; ')}</h4>
      {point.refused === undefined ? (
        <dl className={classes['chosenFigures']}>
          {MEASURES.map((measure) => (
            <div key={measure}>
              <dt>{MEASURE_LABELS[measure]}</dt>
              <dd>
                {formatNumber(point[measure])}
                {present && present !== point && (
                  <small>
                    {formatChange(point[measure] - present[measure])} {relative(present[measure], point[measure])}
                  </small>
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>
          The journey can’t be run with {axes.length === 2 ? 'these values' : 'this value'}: {point.refused}
        </p>
      )}
      <Button
        size="xs"
        variant="filled"
        disabled={isPresent(point, axes) || point.refused !== undefined}
        onClick={() => use(point)}
      >
        {axes.length === 2 ? 'Use these values' : 'Use this value'}
      </Button>
    </section>
  );
}
