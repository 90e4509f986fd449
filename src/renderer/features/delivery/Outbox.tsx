import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMailbox, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeliveryState } from '../../../shared/contract/delivery.js';
import {
  OUTBOX_STATES,
  outboxKindSchema,
  outboxStateSchema,
  type OutboxKind,
  type OutboxState,
} from '../../../shared/delivery/outbox.js';
import { useEngineQuery } from '../../app/queries.js';
import { EmptyState, ErrorMessage, formatCount, formatNumber, Message } from '../../ui/index.js';
import classes from './delivery.module.css';
import { MessageTable } from './MessageTable.js';
import { STATE_WORDS } from './words.js';

const PAGE = 100;
const KINDS: { value: OutboxKind; label: string }[] = [
  { value: 'email', label: 'E-mails' },
  { value: 'webhook', label: 'Calls of webhooks' },
];

/** Every message there is or was, with filters, and the decisions that only a person may take. */
export function Outbox({ project, state }: { project: string; state: DeliveryState }) {
  const [status, setStatus] = useState<OutboxState | null>(null);
  const [kind, setKind] = useState<OutboxKind | null>(null);
  const [flagged, setFlagged] = useState(false);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 200);
  const [offset, setOffset] = useState(0);
  const filter = {
    ...(kind && { kind }),
    ...(status && { status }),
    ...(flagged && { flagged }),
    ...(search !== '' && { search }),
  };
  const { data, error } = useEngineQuery('delivery.outbox', { project, filter, offset, limit: PAGE }, { keepPrevious: true });
  const isFiltered = Object.keys(filter).length > 0;
  const again = () => setOffset(0);
  return (
    <div className={classes['stack']}>
      <Waiting state={state} onShow={(shown) => (setStatus(shown), again())} />
      <div className={classes['filters']}>
        <Select
          aria-label="State"
          placeholder="Every state"
          clearable
          value={status}
          onChange={(value) => (setStatus(outboxStateSchema.safeParse(value).data ?? null), again())}
          data={OUTBOX_STATES.map((value) => ({
            value,
            label: `${STATE_WORDS[value].name} (${formatNumber(state.messages[value] ?? 0)})`,
          }))}
        />
        <Select
          aria-label="Kind"
          placeholder="E-mails and calls"
          clearable
          value={kind}
          onChange={(value) => (setKind(outboxKindSchema.safeParse(value).data ?? null), again())}
          data={KINDS}
        />
        <TextInput
          aria-label="Search"
          placeholder="Customer or address"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => (setTyped(event.currentTarget.value), again())}
        />
        <Checkbox
          label={`Data says otherwise now (${formatNumber(state.flagged)})`}
          checked={flagged}
          onChange={(event) => (setFlagged(event.currentTarget.checked), again())}
        />
      </div>
      <ErrorMessage error={error} title="The outbox could not be read" />
      {data && data.total === 0 && (
        <EmptyState icon={<IconMailbox size={20} />} title={isFiltered ? 'No such messages' : 'No messages yet'}>
          {isFiltered
            ? 'Choose another state, or look for somebody else.'
            : 'A message stands here as soon as it falls due, and stays: queued, held for your decision, sent, or kept back with the reason.'}
        </EmptyState>
      )}
      {data && data.total > 0 && (
        <MessageTable
          key={JSON.stringify([filter, offset])}
          project={project}
          state={state}
          filter={filter}
          total={data.total}
          calls={data.calls}
          rows={data.rows}
        />
      )}
      {data && data.total > PAGE && (
        <div className={classes['buttons']}>
          <span className={classes['quiet']}>{formatCount(data.total, 'message')}</span>
          <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>
            Newer
          </Button>
          <Button disabled={offset + PAGE >= data.total} onClick={() => setOffset(offset + PAGE)}>
            Older
          </Button>
        </div>
      )}
    </div>
  );
}

/** What waits for a person. */
function Waiting({ state, onShow }: { state: DeliveryState; onShow: (status: OutboxState) => void }) {
  const { held = 0, doubtful = 0 } = state.messages;
  return (
    <>
      {held > 0 && (
        <Message
          tone="warning"
          title={`${formatCount(held, 'message')} ${held === 1 ? 'waits' : 'wait'} for a decision`}
          action={<Button onClick={() => onShow('held')}>Show</Button>}
        >
          They fell due too long ago, or lack a value. They leave only if you say so.
        </Message>
      )}
      {doubtful > 0 && (
        <Message
          tone="warning"
          title={`${formatCount(doubtful, 'message')} may have left or not`}
          action={<Button onClick={() => onShow('doubtful')}>Show</Button>}
        >
          The line broke, or Waypost ended, at the very moment of handing over. They are not sent again unless you say so.
        </Message>
      )}
    </>
  );
}
