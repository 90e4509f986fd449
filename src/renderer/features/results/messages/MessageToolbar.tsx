import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { InputOf } from '../../../../shared/contract/index.js';
import { SUPPRESSION_REASONS, type SuppressionReason } from '../../../../shared/simulation/result.js';
import { queryKeyOf } from '../../../app/queries.js';
import { useHost } from '../../../client/engine.js';
import { formatCount } from '../../../ui/index.js';
import { useResults } from '../drawer/ResultsContext.js';
import { setMessages, useResultsView } from '../drawer/viewStore.js';
import { hourWords, isFiltered, type MessageView } from '../../../../shared/results/messages.js';
import { emailNodes } from '../../../../shared/results/journey.js';
import { REASON_LABELS } from '../../../../shared/results/overview.js';
import { FilterChip } from '../table/FilterChip.js';
import { SaveCsv } from '../table/SaveCsv.js';
import { CustomerField } from './CustomerField.js';
import { DayFields } from './DayFields.js';
import classes from '../table/table.module.css';

const STATUSES = [
  { value: 'all', label: 'All' },
  { value: 'sent', label: 'Sent' },
  { value: 'suppressed', label: 'Held back' },
];
const REASONS = SUPPRESSION_REASONS.map((value) => ({ value, label: REASON_LABELS[value] }));

function change(view: MessageView, part: MessageView): void {
  setMessages({ ...view, ...part });
}

function asStatus(value: string): MessageView['status'] {
  return value === 'sent' || value === 'suppressed' ? value : undefined;
}

function asReason(value: string | null): SuppressionReason | undefined {
  return SUPPRESSION_REASONS.find((reason) => reason === value);
}

/** The filters of the messages, how many there are, and the way to a file. */
export function MessageToolbar({ query }: { query: Omit<InputOf<'simulations.messages'>, 'offset' | 'limit'> }) {
  const { engine } = useHost();
  const { draft, titles } = useResults();
  const view = useResultsView((state) => state.messages);
  const mails = emailNodes(draft).map((node) => ({ value: node.id, label: titles.get(node.id) ?? node.id }));
  return (
    <div className={classes['toolbar']} role="group" aria-label="Filters of the messages">
      <SegmentedControl
        size="xs"
        aria-label="Status"
        data={STATUSES}
        value={view.reason ? 'suppressed' : (view.status ?? 'all')}
        onChange={(value) => change(view, { status: asStatus(value), reason: undefined })}
      />
      <Select
        size="xs"
        w="7rem"
        aria-label="Reason"
        placeholder="Any reason"
        clearable
        data={REASONS}
        value={view.reason ?? null}
        onChange={(value) => change(view, { reason: asReason(value) })}
      />
      <Select
        size="xs"
        w="8.5rem"
        aria-label="E-mail"
        placeholder="Any e-mail"
        clearable
        searchable
        data={mails}
        value={view.node ?? null}
        onChange={(value) => change(view, { node: value ?? undefined })}
      />
      <CustomerField value={view.userId} onChange={(userId) => change(view, { userId })} />
      <DayFields value={view.days} onChange={(days) => change(view, { days })} />
      {view.delayed && <FilterChip words="Waited out quiet hours" onRemove={() => change(view, { delayed: undefined })} />}
      {view.hour && <FilterChip words={hourWords(view.hour)} onRemove={() => change(view, { hour: undefined })} />}
      {view.variant && <FilterChip words={`Variant ${view.variant}`} onRemove={() => change(view, { variant: undefined })} />}
      {isFiltered(view) && (
        <Button size="xs" variant="subtle" leftSection={<IconX size={14} />} onClick={() => setMessages({})}>
          Clear
        </Button>
      )}
      <div className={classes['end']}>
        <Total query={query} />
        <SaveCsv
          label="Save these messages as CSV"
          title="The messages of this list; times in UTC"
          file={(options) => engine.call('simulations.messagesCsv', query, options)}
        />
      </div>
    </div>
  );
}

function Total({ query }: { query: Omit<InputOf<'simulations.messages'>, 'offset' | 'limit'> }) {
  const { engine } = useHost();
  const input = { ...query, offset: 0, limit: 0 };
  const { data } = useQuery({
    queryKey: queryKeyOf('simulations.messages', input),
    queryFn: () => engine.call('simulations.messages', input),
  });
  return (
    <span className={classes['count']} aria-live="polite">
      {data ? formatCount(data.total, 'message') : ''}
    </span>
  );
}
