import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { CallsOfHost, DeliveryState } from '../../../shared/contract/delivery.js';
import {
  DECIDABLE,
  type Decision,
  type OutboxKind,
  type OutboxMessage,
  type OutboxState,
} from '../../../shared/delivery/outbox.js';
import { formatCount, formatDateTime, notifyDone, Pill } from '../../ui/index.js';
import classes from './delivery.module.css';
import { LeaveDialog } from './LeaveDialog.js';
import { useAction } from './useDelivery.js';
import { callsIn, iso, STATE_WORDS } from './words.js';

const DECISION_WORDS: readonly { decision: Decision; label: string; done: string }[] = [
  { decision: 'send', label: 'Send…', done: 'queued' },
  { decision: 'wasSent', label: 'It arrived', done: 'marked as sent' },
  { decision: 'drop', label: 'Drop', done: 'dropped' },
];

function isDecidable(status: OutboxState): boolean {
  return DECISION_WORDS.some(({ decision }) => DECIDABLE[decision].includes(status));
}

interface MessageTableProps {
  project: string;
  state: DeliveryState;
  /** What `rows` are the page of, and how many there are. */
  filter: { kind?: OutboxKind; status?: OutboxState; flagged?: boolean; search?: string };
  total: number;
  /** The calls among all of them, by host. */
  calls: readonly CallsOfHost[];
  rows: readonly OutboxMessage[];
}

/** One page of messages, and a person's decisions on them. */
export function MessageTable({ project, state, filter, total, calls, rows }: MessageTableProps) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const decidable = rows.filter(({ status }) => isDecidable(status));
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <>
      {decidable.length > 0 && (
        <Decisions
          project={project}
          state={state}
          filter={filter}
          total={total}
          calls={calls}
          decidable={decidable}
          chosen={chosen}
          onChoose={setChosen}
        />
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
                state={state}
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

interface DecisionsProps {
  project: string;
  state: DeliveryState;
  filter: MessageTableProps['filter'];
  total: number;
  calls: readonly CallsOfHost[];
  decidable: readonly OutboxMessage[];
  chosen: ReadonlySet<number>;
  onChoose: (chosen: ReadonlySet<number>) => void;
}

/** What a person can decide about the chosen messages, or about all of one state. */
function Decisions({ project, state, filter, total, calls, decidable, chosen, onChoose }: DecisionsProps) {
  const [everyOne, setEveryOne] = useState(false);
  const [asking, setAsking] = useState(false);
  const { busy, call } = useAction('The decision was not taken');
  const all = chosen.size === decidable.length;
  const whole = everyOne && all;
  const count = whole ? total : chosen.size;
  const picked = decidable.filter(({ id }) => chosen.has(id));
  const called = whole ? calls : callsOf(picked);
  const decide = async (decision: Decision, done: string) => {
    const answer = await call('delivery.decide', { project, which: whole ? { filter } : { ids: [...chosen] }, decision });
    setAsking(false);
    if (!answer) return;
    onChoose(new Set());
    notifyDone(`${formatCount(answer.applied, 'message')} ${done}`);
  };
  return (
    <div className={classes['filters']}>
      <Checkbox
        label={count === 0 ? 'Choose all that wait for a decision' : formatCount(count, 'message')}
        checked={chosen.size > 0 && all}
        indeterminate={chosen.size > 0 && !all}
        onChange={() => onChoose(all ? new Set() : new Set(decidable.map(({ id }) => id)))}
      />
      {all && chosen.size > 0 && filter.status !== undefined && total > chosen.size && (
        <Button size="xs" variant="subtle" onClick={() => setEveryOne(!everyOne)}>
          {everyOne ? 'Only those on this page' : `All ${formatCount(total, 'message')} of every page`}
        </Button>
      )}
      {DECISION_WORDS.map(({ decision, label, done }) => (
        <Button
          key={decision}
          size="xs"
          disabled={picked.length === 0 || !picked.every(({ status }) => DECIDABLE[decision].includes(status))}
          loading={busy && !asking}
          onClick={() => (decision === 'send' ? setAsking(true) : void decide(decision, done))}
        >
          {label}
        </Button>
      ))}
      {asking && (
        <LeaveDialog
          title="Before these messages are sent"
          state={state}
          messages={count - callsIn(called)}
          calls={called}
          word="Send"
          busy={busy}
          onConfirm={() => void decide('send', 'queued')}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}

/** The calls among some rows, by host. */
function callsOf(rows: readonly OutboxMessage[]): CallsOfHost[] {
  const counts = new Map<string, number>();
  for (const { kind, address } of rows) {
    if (kind !== 'webhook') continue;
    const host = hostOf(address);
    counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  return [...counts].map(([host, made]) => ({ host, calls: made }));
}

interface MessageRowProps {
  row: OutboxMessage;
  state: DeliveryState;
  chosen: boolean;
  onToggle?: () => void;
}

function MessageRow({ row, state, chosen, onToggle }: MessageRowProps) {
  const { kind, userId, address, subject, journey, node, dueAt, status, reason, flag } = row;
  const isCall = kind === 'webhook';
  const { name, tone } = STATE_WORDS[status];
  const owner = state.activations.find((each) => each.journey === journey);
  return (
    <tr>
      <td>
        {onToggle && (
          <Checkbox
            aria-label={`Choose the ${isCall ? 'call about' : 'message to'} ${userId}`}
            checked={chosen}
            onChange={onToggle}
          />
        )}
      </td>
      <th scope="row">
        {userId}
        {!isCall && <span className={classes['quiet']}>{address}</span>}
      </th>
      <td>
        {isCall ? <Pill tone="neutral">Call</Pill> : subject}
        {isCall && <span className={classes['quiet']}>{address}</span>}
      </td>
      <td>
        {owner?.name ?? journey}
        <span className={classes['quiet']}>{owner?.kind === 'campaign' ? 'one e-mail' : (owner?.steps[node] ?? node)}</span>
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
