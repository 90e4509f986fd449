import { Loader, Modal, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { EmailPreview } from '../../../../shared/contract/emails.js';
import { useEngineQuery } from '../../../app/queries.js';
import { ErrorMessage, formatDateTime } from '../../../ui/index.js';
import { InboxRow } from '../preview/InboxRow.js';
import { MessageNotes } from '../preview/MessageNotes.js';
import { PreviewFrame } from '../preview/PreviewFrame.js';
import { closeMessage, useShownMessage, type ShownMessage } from './messageStore.js';
import classes from './message.module.css';

/** The message that is shown, if one is. Mounted once by each screen that shows some. */
export function MessageDialog() {
  const { shown } = useShownMessage();
  return shown ? <Shown shown={shown} /> : null;
}

function Shown({ shown: { project, subject, title } }: { shown: ShownMessage }) {
  const input = useMemo(() => ({ project, subject, marks: true }), [project, subject]);
  const { data, error, isPending } = useEngineQuery('emails.preview', input);
  return (
    <Modal
      opened
      onClose={closeMessage}
      title={`${title}, to ${subject.userId}`}
      size={760}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {isPending && (
        <p className={classes['waiting']} role="status">
          <Loader aria-hidden /> Writing the message…
        </p>
      )}
      <ErrorMessage error={error} title="The message cannot be shown" />
      {data && <Message project={project} message={data} />}
    </Modal>
  );
}

const VIEWS = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'phone', label: 'Phone' },
  { value: 'text', label: 'Plain text' },
];

function Message({ project, message }: { project: string; message: EmailPreview }) {
  const [view, setView] = useState('desktop');
  const sender = useEngineQuery('emails.settings', { project }).data?.sender.name ?? '';
  return (
    <div className={classes['message']}>
      <InboxRow sender={sender} subject={message.subject} preheader={message.preheader} time={formatDateTime(message.time)} />
      <MessageNotes message={message} />
      <SegmentedControl size="xs" aria-label="How it is shown" data={VIEWS} value={view} onChange={setView} />
      {view === 'text' ? (
        <pre className={classes['text']} tabIndex={0} aria-label="Plain text">
          {message.text}
        </pre>
      ) : (
        <div className={classes['stage']}>
          <PreviewFrame title="The message" html={message.html} width={view === 'phone' ? 375 : undefined} />
        </div>
      )}
    </div>
  );
}
