import { NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useEngineQuery } from '../../../app/queries.js';
import { formatCount } from '../../../ui/index.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showCustomers } from '../drawer/viewStore.js';
import classes from './overview.module.css';

const DAYS = 7;

/** Who got too many: how many customers got more than a number of e-mails in any 7 days, and the way to them. */
export function TooMany() {
  const { project, run, journeyId, charts } = useResults();
  const [limit, setLimit] = useState(Math.max(1, charts.mostInAWeek - 1));
  const [messages] = useDebouncedValue(limit, 200);
  const { data } = useEngineQuery(
    'results.tooMany',
    { project, run: run.run, journey: journeyId, messages, days: DAYS },
    { keepPrevious: true },
  );
  const count = data?.customers ?? 0;
  const words = `Got more than ${formatCount(messages, 'e-mail')} in some ${String(DAYS)} days`;
  return (
    <div className={classes['tooMany']}>
      <span>More than</span>
      <NumberInput
        size="xs"
        aria-label="E-mails in 7 days"
        value={limit}
        min={0}
        max={999}
        allowDecimal={false}
        allowNegative={false}
        onChange={(value) => {
          if (typeof value === 'number') setLimit(value);
        }}
      />
      <span>in 7 days:</span>
      <button
        type="button"
        className={classes['link']}
        disabled={count === 0}
        onClick={() => showCustomers({ group: { group: { kind: 'tooMany', messages, days: DAYS }, words } })}
      >
        {data ? formatCount(count, 'customer') : '…'}
      </button>
    </div>
  );
}
