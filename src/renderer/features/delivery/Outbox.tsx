import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMailbox, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeliveryState } from '../../../shared/contract/delivery.js';
import {
  DECIDABLE,
  OUTBOX_STATES,
  outboxStateSchema,
  type Decision,
  type OutboxMessage,
  type OutboxState,
} from '../../../shared/delivery/outbox.js';
import { useEngineQuery } from '../../app/queries.js';
import {
  EmptyState,
  ErrorMessage,
  formatCount,
  formatDateTime,
  formatNumber,
  Message,
  notifyDone,
  Pill,
} from '../../ui/index.js';
import classes from './delivery.module.css';
import { useAction } from './useDelivery.js';
import { iso, STATE_WORDS } from './words.js';

const PAGE = 100;

/** Every message there is or was, with filters, and the decisions that only a person may take. */
export function Outbox({ project, state }: { project: string; state: DeliveryState }) {
  const [status, setStatus] = useState<OutboxState | null>(null);
  const [flagged, setFlagged] = useState(false);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 200);
  const [offset, setOffset] = useState(0);
  const filter = { ...(status && { status }), ...(flagged && { flagged }), ...(search !== '' && { search }) };
  const { data, error } = useEngineQuery('delivery.outbox', { project, filter, offset, limit: PAGE }, { keepPrevious: true });
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
        <EmptyState icon={<IconMailbox size={20} />} title="No messages">
          Messages stand here as soon as they fall due.
        </EmptyState>
      )}
      {data && data.total > 0 && <MessageTable key={JSON.stringify([filter, offset])} project={project} rows={data.rows} />}
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
          They fell due too long ago, or lack a value. They are sent only if you say so.
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

const DECISION_WORDS: readonly { decision: Decision; label: string; done: string }[] = [
  { decision: 'send', label: 'Send', done: 'queued' },
  { decision: 'wasSent', label: 'It arrived', done: 'marked as sent' },
  { decision: 'drop', label: 'Drop', done: 'dropped' },
];

function MessageTable({ project, rows }: { project: string; rows: readonly OutboxMessage[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const { busy, call } = useAction('The decision was not taken');
  const decidable = rows.filter(({ status }) => DECISION_WORDS.some(({ decision }) => DECIDABLE[decision].includes(status)));
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const decide = async (decision: Decision, done: string) => {
    const answer = await call('delivery.decide', { project, ids: [...chosen], decision });
    if (!answer) return;
    setChosen(new Set());
    notifyDone(`${formatCount(answer.applied, 'message')} ${done}`);
  };
  const picked = rows.filter(({ id }) => chosen.has(id));
  return (
    <>
      {decidable.length > 0 && (
        <div className={classes['filters']}>
          <Checkbox
            label={chosen.size === 0 ? 'Choose all that wait for a decision' : formatCount(chosen.size, 'message')}
            checked={chosen.size > 0 && chosen.size === decidable.length}
            indeterminate={chosen.size > 0 && chosen.size < decidable.length}
            onChange={() => setChosen(chosen.size === decidable.length ? new Set() : new Set(decidable.map(({ id }) => id)))}
          />
          {DECISION_WORDS.map(({ decision, label, done }) => (
            <Button
              key={decision}
              size="xs"
              disabled={picked.length === 0 || !picked.every(({ status }) => DECIDABLE[decision].includes(status))}
              loading={busy}
              onClick={() => void decide(decision, done)}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label="Messages">
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">
                <span className="wp-visually-hidden">Chosen</span>
              </th>
              <th scope="col">Customer</th>
              <th scope="col">Subject</th>
              <th scope="col">Step</th>
              <th scope="col">Due</th>
              <th scope="col">State</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <MessageRow
                key={row.id}
                row={row}
                chosen={chosen.has(row.id)}
                {...(decidable.includes(row) && { onToggle: () => toggle(row.id) })}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function MessageRow({ row, chosen, onToggle }: { row: OutboxMessage; chosen: boolean; onToggle?: () => void }) {
  const { userId, address, subject, journey, node, dueAt, status, reason, flag } = row;
  const { name, tone } = STATE_WORDS[status];
  return (
    <tr>
      <td>{onToggle && <Checkbox aria-label={`Choose the message to ${userId}`} checked={chosen} onChange={onToggle} />}</td>
      <th scope="row">
        {userId}
        <span className={classes['quiet']}>{address}</span>
      </th>
      <td>{subject}</td>
      <td>
        {node}
        <span className={classes['quiet']}>{journey}</span>
      </td>
      <td>
        <time dateTime={iso(dueAt)}>{formatDateTime(iso(dueAt))}</time>
      </td>
      <td>
        <Pill tone={tone}>{name}</Pill>
      </td>
      <td className={classes['why']}>
        {reason}
        {flag !== '' && <span className={classes['flag']}>{flag}</span>}
      </td>
    </tr>
  );
}
