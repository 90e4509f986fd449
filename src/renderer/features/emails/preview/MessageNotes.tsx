import { IconAlertTriangle, IconEye, IconEyeOff } from '@tabler/icons-react';
import type { EmailPreview } from '../../../../shared/contract/emails.js';
import { formatBytes, formatDateTime, Pill } from '../../../ui/index.js';
import classes from './preview.module.css';

/** What is to be known of a message beside what it says: for whom and when, what is missing, which blocks its recipient sees. */
export function MessageNotes({ message }: { message: EmailPreview }) {
  const missing = [...new Set(message.missing.map(({ token }) => token))];
  return (
    <ul className={classes['notes']} aria-label="About this message">
      <li>
        {message.address || 'No address'} · {formatDateTime(message.time)} · {formatBytes(message.bytes)}
        {message.status === 'suppressed' && <Pill tone="warning">held back in the simulation</Pill>}
        {message.variant !== '' && <Pill>{`variant ${message.variant}`}</Pill>}
      </li>
      {missing.length > 0 && (
        <li data-tone="error">
          <IconAlertTriangle size={14} aria-hidden /> Missing: {missing.join(', ')}
        </li>
      )}
      {message.empty.length > 0 && (
        <li data-tone="warning">
          <IconAlertTriangle size={14} aria-hidden /> Nothing in: {message.empty.join(', ')}
        </li>
      )}
      {message.blocks.map(({ from, words, shown }) => (
        <li key={from}>
          {shown ? (
            <IconEye size={14} role="img" aria-label="Seen:" />
          ) : (
            <IconEyeOff size={14} role="img" aria-label="Not seen:" />
          )}
          {words}
        </li>
      ))}
    </ul>
  );
}
