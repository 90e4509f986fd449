import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallsOfHost, DeliveryState } from '../../../shared/contract/delivery.js';
import { unsubscribeNote } from '../../../shared/delivery/settings.js';
import { formatCount, Message, Pill } from '../../ui/index.js';
import { Confirm } from './Confirm.js';
import classes from './delivery.module.css';
import { Fact, NoWayBack } from './PreviewFacts.js';
import { amountOf, callsIn, hostsOf } from './words.js';

interface LeaveDialogProps {
  title: string;
  state: DeliveryState;
  /** Messages that leave, and calls that are made, by host. */
  messages: number;
  calls: readonly CallsOfHost[];
  word: string;
  busy: boolean;
  /** What else is to be known. */
  children?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** The last page before messages leave that wait in the outbox: how many, from where, by which way. */
export function LeaveDialog({ title, state, messages, calls, word, busy, children, onConfirm, onClose }: LeaveDialogProps) {
  const { settings, transport, reachesPeople } = state;
  const { name, address } = settings.from;
  const made = callsIn(calls);
  const all = messages + made;
  const what = amountOf(messages, made);
  const unsubscribe = messages > 0 ? unsubscribeNote(settings) : undefined;
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['stack']}>
        <dl className={classes['facts']}>
          <Fact name="Leave" value={formatCount(messages, 'message')} />
          {made > 0 && <Fact name="Called" value={hostsOf(calls)} />}
          {children}
          <Fact name="From" value={name === '' ? address || '–' : `${name} <${address}>`} />
          <Fact
            name="By"
            value={
              <>
                {transport} {!reachesPeople && <Pill tone="success">reaches nobody</Pill>}
              </>
            }
          />
          <Fact
            name="Checked once more"
            value="Consent, suppression list, caps, quiet hours and addresses, at the moment of leaving"
          />
        </dl>
        {reachesPeople && <NoWayBack messages={messages} calls={made} />}
        {unsubscribe !== undefined && <Message tone="info">{unsubscribe}</Message>}
        <Confirm number={all} what={what} word={word} typed={all > 0} busy={busy} onConfirm={onConfirm} onClose={onClose} />
      </div>
    </Modal>
  );
}
