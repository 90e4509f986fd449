import { IconMailOpened } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import type { InputOf } from '../../../../shared/contract/index.js';
import type { ListedMessage } from '../../../../shared/contract/simulations.js';
import { useHost } from '../../../client/engine.js';
import { EmptyState } from '../../../ui/index.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showMessage } from '../../emails/message/messageStore.js';
import { openStory, useResultsView } from '../drawer/viewStore.js';
import { formatInstant } from '../../../../shared/results/dates.js';
import { isFiltered, toMessageFilter } from '../../../../shared/results/messages.js';
import { REASON_LABELS } from '../../../../shared/results/overview.js';
import type { PageSource } from '../table/usePages.js';
import { VirtualTable, type Column } from '../table/VirtualTable.js';
import { MessageToolbar } from './MessageToolbar.js';
import { RowButton } from '../table/RowButton.js';
import classes from '../table/table.module.css';

type Query = Omit<InputOf<'simulations.messages'>, 'offset' | 'limit'>;

/** The messages of the run under a filter, as pages. */
export function useMessageSource(query: Query): PageSource<ListedMessage> {
  const { engine } = useHost();
  return useMemo(
    () => ({
      key: ['simulations.messages', query],
      fetch: (offset, limit, signal) => engine.call('simulations.messages', { ...query, offset, limit }, { signal }),
    }),
    [engine, query],
  );
}

function statusOf({ status, reason }: ListedMessage): string {
  if (status === 'sent') return 'Sent';
  return reason === '' ? 'Held back' : `Held back: ${REASON_LABELS[reason].toLowerCase()}`;
}

/** Beside an open story there is room for what matters most. */
const WITHOUT_STORY: ReadonlySet<string> = new Set(['variant', 'entry']);

interface ColumnsInput {
  zone: string;
  titles: ReadonlyMap<string, string>;
  compact: boolean;
  onShow: (row: ListedMessage) => void;
}

function columnsOf({ zone, titles, compact, onShow }: ColumnsInput): Column<ListedMessage>[] {
  const columns: Column<ListedMessage>[] = [
    {
      key: 'time',
      head: `Time (${zone})`,
      width: 'minmax(9.5rem, 0.8fr)',
      cell: ({ time }) => <time dateTime={time}>{formatInstant(time, zone)}</time>,
    },
    { key: 'userId', head: 'Customer', width: 'minmax(6rem, 1fr)', cell: ({ userId }) => userId },
    { key: 'node', head: 'E-mail', width: 'minmax(8rem, 1.4fr)', cell: ({ node }) => titles.get(node) ?? node },
    {
      key: 'variant',
      head: 'Variant',
      width: 'minmax(4rem, 0.5fr)',
      cell: ({ variant }) => variant || <span className={classes['muted']}>–</span>,
    },
    { key: 'entry', head: 'Entry', width: '3.5rem', align: 'end', cell: ({ entry }) => entry + 1 },
    {
      key: 'status',
      head: 'Status',
      width: 'minmax(10rem, 1fr)',
      cell: (row) => (
        <span className={classes['status']} data-status={row.status}>
          {statusOf(row)}
        </span>
      ),
    },
    {
      key: 'show',
      head: <span className="wp-visually-hidden">Show</span>,
      width: '1.5rem',
      cell: (row) => (
        <RowButton title="Show the message (M)" label="Show the message" className={classes['show']} onPress={() => onShow(row)}>
          <IconMailOpened size={14} />
        </RowButton>
      ),
    },
  ];
  return compact ? columns.filter(({ key }) => !WITHOUT_STORY.has(key)) : columns;
}

/** Every message of the run, filtered as the person or a chart asked; a row opens the customer's story, M or its button the e-mail itself. */
export function Messages() {
  const { project, run, journeyId, zone, titles } = useResults();
  const view = useResultsView((state) => state.messages);
  const story = useResultsView((state) => state.story);
  const query = useMemo(
    () => ({ project, run: run.run, filter: toMessageFilter(journeyId, view) }),
    [project, run, journeyId, view],
  );
  const source = useMessageSource(query);
  const onShow = useCallback(
    ({ journey, node, userId, entry, count }: ListedMessage): void => {
      const subject = { kind: 'message', run: run.run, journey, node, userId, entry, count } as const;
      showMessage({ project, subject, title: titles.get(node) ?? node });
    },
    [project, run, titles],
  );
  const columns = useMemo(() => columnsOf({ zone, titles, compact: story !== undefined, onShow }), [zone, titles, story, onShow]);
  return (
    <div className={classes['list']}>
      <MessageToolbar query={query} />
      <VirtualTable
        label="Messages"
        columns={columns}
        source={source}
        least={story === undefined ? 42 : 38}
        version={JSON.stringify(query.filter)}
        onOpen={({ userId }) => openStory(userId)}
        isOpen={({ userId }) => userId === story}
        keys={{ m: onShow }}
        empty={
          <EmptyState compact title={isFiltered(view) ? 'No message fits these filters' : 'No message was reached'}>
            {isFiltered(view)
              ? 'Take one away to see more.'
              : 'No entry came to an e-mail within the period. The canvas shows where they went instead.'}
          </EmptyState>
        }
      />
    </div>
  );
}
