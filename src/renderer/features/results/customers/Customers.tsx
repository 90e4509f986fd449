import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { InputOf } from '../../../../shared/contract/index.js';
import type { CustomerRow } from '../../../../shared/contract/simulations.js';
import { useHost } from '../../../client/engine.js';
import { EmptyState, formatCount, formatNumber } from '../../../ui/index.js';
import { useResults } from '../drawer/ResultsContext.js';
import { openStory, setCustomers, useResultsView, type CustomerSort } from '../drawer/viewStore.js';
import { formatInstant } from '../../../../shared/results/dates.js';
import { FilterChip } from '../table/FilterChip.js';
import { SaveCsv } from '../table/SaveCsv.js';
import { usePages, type PageSource } from '../table/usePages.js';
import { VirtualTable, type Column } from '../table/VirtualTable.js';
import classes from '../table/table.module.css';

type CustomerColumn = Column<CustomerRow, CustomerSort>;

function countColumn(key: 'entries' | 'sent' | 'suppressed' | 'converted', head: string): CustomerColumn {
  return {
    key,
    head,
    width: 'minmax(5rem, 0.6fr)',
    align: 'end',
    sort: key,
    cell: (row) => (row[key] === 0 ? <span className={classes['muted']}>0</span> : formatNumber(row[key])),
  };
}

function columnsOf(zone: string): CustomerColumn[] {
  return [
    { key: 'userId', head: 'Customer', width: 'minmax(9rem, 1.4fr)', sort: 'userId', cell: ({ userId }) => userId },
    {
      key: 'firstEntry',
      head: `First entered (${zone})`,
      width: 'minmax(13rem, 1.1fr)',
      sort: 'firstEntry',
      cell: ({ firstEntry }) =>
        firstEntry === null ? (
          <span className={classes['muted']}>never</span>
        ) : (
          <time dateTime={firstEntry}>{formatInstant(firstEntry, zone)}</time>
        ),
    },
    countColumn('entries', 'Entries'),
    countColumn('sent', 'Sent'),
    countColumn('suppressed', 'Held back'),
    countColumn('converted', 'Converted'),
  ];
}

/** The customers that were searched for, in the order that was asked for, as pages. */
function useCustomerSource(search: string): PageSource<CustomerRow> & { query: InputOf<'simulations.customersCsv'> } {
  const { engine } = useHost();
  const { project, run, journeyId } = useResults();
  const { sort, descending, group } = useResultsView((state) => state.customers);
  return useMemo(() => {
    const query = {
      project,
      run: run.run,
      journey: journeyId,
      sort,
      descending,
      ...(search && { search }),
      ...(group && { group: group.group }),
    };
    return {
      query,
      key: ['simulations.customers', query],
      fetch: (offset, limit, signal) => engine.call('simulations.customers', { ...query, offset, limit }, { signal }),
    };
  }, [engine, project, run, journeyId, sort, descending, search, group]);
}

/** The customers of the run, sorted and searched; a row opens the customer's story. */
export function Customers() {
  const { engine } = useHost();
  const { run, result, zone } = useResults();
  const { search, sort, descending, group } = useResultsView((state) => state.customers);
  const story = useResultsView((state) => state.story);
  const [wanted] = useDebouncedValue(search.trim(), 150);
  const source = useCustomerSource(wanted);
  const columns = useMemo(() => columnsOf(zone), [zone]);
  return (
    <div className={classes['list']}>
      <div className={classes['toolbar']} role="group" aria-label="Filters of the customers" data-one-line>
        <TextInput
          size="xs"
          className={classes['search']}
          aria-label="Search customers"
          placeholder="Search customers"
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={(event) => setCustomers({ search: event.currentTarget.value })}
        />
        {group && <FilterChip words={group.words} onRemove={() => setCustomers({ group: undefined })} />}
        <div className={classes['end']}>
          <span className={classes['count']} aria-live="polite">
            {group || wanted ? (
              <Total source={source} />
            ) : (
              `${formatNumber(result.customers)} of ${formatCount(run.result.log.customers, 'customer')} of the log entered`
            )}
          </span>
          <SaveCsv
            label="Save these customers as CSV"
            title="The customers of this list, in its order; times in UTC"
            file={(options) => engine.call('simulations.customersCsv', source.query, options)}
          />
        </div>
      </div>
      <VirtualTable
        label="Customers"
        columns={columns}
        source={source}
        least={40}
        version={JSON.stringify([wanted, sort, descending, group])}
        sort={{ by: sort, descending, onSort: (by, down) => setCustomers({ sort: by, descending: down }) }}
        onOpen={({ userId }) => openStory(userId)}
        isOpen={({ userId }) => userId === story}
        empty={<Nobody wanted={wanted} group={group?.words} />}
      />
    </div>
  );
}

/** How many customers the filters leave. */
function Total({ source }: { source: PageSource<CustomerRow> }) {
  const { total } = usePages(source, 0, 0);
  return total === undefined ? null : formatCount(total, 'customer');
}

function Nobody({ wanted, group }: { wanted: string; group: string | undefined }) {
  if (group !== undefined)
    return (
      <EmptyState compact title="Nobody">
        No customer {wanted ? `called “${wanted}” ` : ''}fits “{group}”. Take the filter away to see the others.
      </EmptyState>
    );
  return (
    <EmptyState compact title={wanted ? `No customer is called “${wanted}”` : 'The log has no customers'}>
      {wanted ? 'Customers are found by any part of their id.' : 'Import customers or events first.'}
    </EmptyState>
  );
}
