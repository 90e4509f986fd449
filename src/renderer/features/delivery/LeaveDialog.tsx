import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DeliveryState } from '../../../shared/contract/delivery.js';
import { formatCount, Message, Pill } from '../../ui/index.js';
import { Confirm } from './Confirm.js';
import classes from './delivery.module.css';
import { Fact } from './PreviewFacts.js';

interface LeaveDialogProps {
  title: string;
  state: DeliveryState;
  /** Messages that leave. */
  messages: number;
  word: string;
  busy: boolean;
  /** What else is to be known. */
  children?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** The last page before messages leave that wait in the outbox: how many, from where, by which way. */
export function LeaveDialog({ title, state, messages, word, busy, children, onConfirm, onClose }: LeaveDialogProps) {
  const { settings, transport, reachesPeople } = state;
  const { name, address } = settings.from;
  const what = formatCount(messages, 'message');
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['stack']}>
        <dl className={classes['facts']}>
          <Fact name="Leave" value={what} />
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
        {reachesPeople && messages > 0 && (
          <Message tone="warning">These messages reach real people and cannot be called back.</Message>
        )}
        <Confirm
          number={messages}
          what={what}
          word={word}
          typed={messages > 0}
          busy={busy}
          onConfirm={onConfirm}
          onClose={onClose}
        />
      </div>
    </Modal>
  );
}
