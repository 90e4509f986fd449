import { Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngineQuery } from '../../app/queries.js';
import { EmptyState, ErrorMessage } from '../../ui/index.js';
import { CustomerHistory } from './CustomerHistory.js';
import classes from './data.module.css';
import { PickList } from './PickList.js';

const MOST_CUSTOMERS = 200;

/** Finds a customer and shows what is known of them and what they did. */
export function Customers({ project }: { project: string }) {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 150);
  const [chosen, setChosen] = useState<string>();
  const { data, error, isPending } = useEngineQuery(
    'logs.findCustomers',
    { project, search: settled.trim(), limit: MOST_CUSTOMERS },
    { keepPrevious: true },
  );
  return (
    <div className={classes['customers']}>
      <div className={classes['pane']}>
        <TextInput
          aria-label="Find a customer"
          placeholder="Find a customer by id"
          value={search}
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          className={classes['search'] ?? ''}
        />
        {error && <ErrorMessage error={error} title="The customers could not be read" />}
        {isPending && (
          <div className={classes['loading']}>
            {[1, 2, 3, 4, 5].map((line) => (
              <Skeleton key={line} height={28} />
            ))}
          </div>
        )}
        {data && data.length === 0 && <p className={classes['quiet']}>No customer’s id holds “{settled}”.</p>}
        {data && data.length > 0 && (
          <PickList
            label="Customers and their events"
            items={data.map(({ userId, events }) => ({ name: userId, count: events }))}
            chosen={chosen}
            onChoose={setChosen}
          />
        )}
        {data && data.length === MOST_CUSTOMERS && (
          <p className={classes['quiet']}>The first {MOST_CUSTOMERS}; search for others.</p>
        )}
      </div>
      <div className={classes['pane']}>
        {chosen === undefined ? (
          <EmptyState icon={<IconUserSearch size={20} />} title="Choose a customer">
            Their traits and every event show here, the latest first.
          </EmptyState>
        ) : (
          <CustomerHistory key={chosen} project={project} userId={chosen} />
        )}
      </div>
    </div>
  );
}
