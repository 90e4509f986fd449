import { ActionIcon, Select, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { TreatedRow } from '../../../../shared/contract/comparisons.js';
import { TREATMENTS, type Treatment } from '../../../../shared/simulation/compare/treatment.js';
import { changesWords, TREATMENT_WORDS } from '../../../../shared/simulation/compare/words.js';
import { useHost } from '../../../client/engine.js';
import { EmptyState, formatNumber, formatPercent, notifyError } from '../../../ui/index.js';
import { nodeTitles } from '../../../../shared/results/journey.js';
import type { PageSource } from '../../results/table/usePages.js';
import { VirtualTable, type Column } from '../../results/table/VirtualTable.js';
import { useCompare } from '../CompareContext.js';
import type { MadeComparison } from './useComparison.js';
import classes from '../compare.module.css';
import table from '../../results/table/table.module.css';

interface TreatedCustomersProps {
  made: MadeComparison;
  onOpen: (row: TreatedRow) => void;
  openUser: string | undefined;
}

/** What steps are called, by side. */
export function useTitleOf({ comparison }: MadeComparison): (side: 'before' | 'after', node: string) => string {
  return useMemo(() => {
    const titles = { before: nodeTitles(comparison.before.draft), after: nodeTitles(comparison.after.draft) };
    return (side, node) => titles[side].get(node) ?? node;
  }, [comparison]);
}

function columnsOf(titleOf: (side: 'before' | 'after', node: string) => string): Column<TreatedRow>[] {
  return [
    { key: 'userId', head: 'Customer', width: 'minmax(6rem, 0.6fr)', cell: ({ userId }) => userId },
    {
      key: 'changes',
      head: 'What differs',
      width: 'minmax(14rem, 3fr)',
      cell: ({ changes }) => {
        const words = changesWords(changes, titleOf);
        return <span title={words}>{words}</span>;
      },
    },
    {
      key: 'sent',
      head: 'Messages',
      width: '5rem',
      align: 'end',
      cell: ({ before, after }) => (before === after ? formatNumber(after) : `${formatNumber(before)} → ${formatNumber(after)}`),
    },
  ];
}

function useSource({ comparison }: MadeComparison, treatment: Treatment | undefined, search: string): PageSource<TreatedRow> {
  const { engine } = useHost();
  const { project } = useCompare();
  const name = comparison.comparison;
  return useMemo(() => {
    const query = { project, comparison: name, ...(treatment && { treatment }), ...(search && { search }) };
    return {
      key: ['comparisons.treated', query],
      fetch: (offset, limit, signal) => engine.call('comparisons.treated', { ...query, offset, limit }, { signal }),
    };
  }, [engine, project, name, treatment, search]);
}

/** Everybody whose messages differ, by how; a row opens both stories. */
export function TreatedCustomers({ made, onOpen, openUser }: TreatedCustomersProps) {
  const { treated, customers } = made.comparison;
  const [treatment, setTreatment] = useState<Treatment>();
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 150);
  const titleOf = useTitleOf(made);
  const columns = useMemo(() => columnsOf(titleOf), [titleOf]);
  const source = useSource(made, treatment, wanted);
  const total = TREATMENTS.reduce((sum, each) => sum + treated[each], 0);
  const kinds = TREATMENTS.filter((each) => treated[each] > 0).map((each) => ({
    value: each,
    label: `${TREATMENT_WORDS[each]} (${formatNumber(treated[each])})`,
  }));
  const save = useSaveTreated(made);
  return (
    <div className={table['list']}>
      <div
        className={`${table['toolbar'] ?? ''} ${classes['treatedBar'] ?? ''}`}
        role="group"
        aria-label="Filters of the customers"
      >
        <Select
          size="xs"
          aria-label="How they are treated differently"
          placeholder={`All ${formatNumber(total)}${total > 0 ? ` (${formatPercent(total / customers)} of the log)` : ''}`}
          clearable
          data={kinds}
          value={treatment ?? null}
          onChange={(value) => setTreatment(TREATMENTS.find((each) => each === value))}
        />
        <TextInput
          size="xs"
          aria-label="Search customers"
          placeholder="Search customers"
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {total > 0 && (
          <Tooltip label="Save all as CSV">
            <ActionIcon aria-label="Save the customers as CSV" onClick={() => void save()}>
              <IconDownload size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <VirtualTable
        label="Customers who are treated differently"
        columns={columns}
        source={source}
        least={24}
        version={JSON.stringify([made.comparison.comparison, treatment, wanted])}
        onOpen={onOpen}
        isOpen={({ userId }) => userId === openUser}
        empty={
          total === 0 ? (
            <EmptyState compact title="Everybody is treated alike">
              Both sides send the same messages to the same customers at the same times. Try a larger change.
            </EmptyState>
          ) : (
            <EmptyState compact title="Nobody here">
              No customer of these is called so. Clear the filters to see all.
            </EmptyState>
          )
        }
      />
    </div>
  );
}

function useSaveTreated({ comparison }: MadeComparison): () => Promise<void> {
  const { engine, bridge } = useHost();
  const { project } = useCompare();
  const name = comparison.comparison;
  return useCallback(async () => {
    try {
      const { fileName, text } = await engine.call('comparisons.treatedCsv', { project, comparison: name });
      await bridge.saveFile(fileName, 'text/csv', text);
    } catch (error) {
      notifyError('The customers were not saved', error);
    }
  }, [engine, bridge, project, name]);
}
