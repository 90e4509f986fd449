import { Button } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { ActivationSummary, DeliveryChange } from '../../../shared/contract/delivery.js';
import { hrefOf } from '../../app/route.js';
import { EmptyState, formatCount, formatDateTime, formatNumber, Pill } from '../../ui/index.js';
import { ChangeDialog } from './ChangeDialog.js';
import classes from './delivery.module.css';
import { editedWords, iso, standingOf } from './words.js';

interface LiveTableProps {
  project: string;
  activations: readonly ActivationSummary[];
}

/** The journeys and single e-mails that send, with what each has sent. */
export function LiveTable({ project, activations }: LiveTableProps) {
  const [change, setChange] = useState<DeliveryChange>();
  if (activations.length === 0) {
    return (
      <EmptyState icon={<IconSend2 size={20} />} title="Nothing is live">
        Open a journey and choose “Activate…”, or send one e-mail to a segment. Before anything leaves you see how many, to whom
        and from where, and type the number. Until you set up another way, messages are written as files and reach nobody.
      </EmptyState>
    );
  }
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col">Since</th>
            <th scope="col" className={classes['number']}>
              Sent
            </th>
            <th scope="col" className={classes['number']}>
              Waiting
            </th>
            <th scope="col" className={classes['number']}>
              Kept back
            </th>
            <th scope="col">
              <span className="wp-visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {activations.map((activation) => (
            <LiveRow key={activation.journey} project={project} activation={activation} onAsk={setChange} />
          ))}
        </tbody>
      </table>
      {change && (
        <ChangeDialog
          project={project}
          change={change}
          edited={'journey' in change ? activations.find(({ journey }) => journey === change.journey) : undefined}
          onChange={setChange}
          onClose={() => setChange(undefined)}
        />
      )}
    </div>
  );
}

interface LiveRowProps {
  project: string;
  activation: ActivationSummary;
  onAsk: (change: DeliveryChange) => void;
}

function LiveRow({ project, activation, onAsk }: LiveRowProps) {
  const { journey, kind, name, status, activatedAt, versions, edited, messages } = activation;
  const standing = standingOf(activation);
  const parts = editedWords(activation).words;
  const { queued = 0, held = 0, sent = 0, suppressed = 0 } = messages;
  return (
    <tr>
      <th scope="row">
        {kind === 'journey' ? (
          <a className={classes['name']} href={hrefOf({ screen: 'journey', project, journey })}>
            {name}
          </a>
        ) : (
          <span className={classes['name']}>{name}</span>
        )}
        <span className={classes['quiet']}>
          {kind === 'campaign' ? 'one e-mail' : versions.length > 1 ? formatCount(versions.length, 'version') : 'journey'}
          {edited && ', edited since'}
        </span>
        {parts !== '' && <span className={classes['flag']}>{parts}</span>}
      </th>
      <td>
        <Pill tone={standing.tone}>{standing.name}</Pill>
      </td>
      <td>
        <time dateTime={iso(activatedAt)}>{formatDateTime(iso(activatedAt))}</time>
      </td>
      <td className={classes['number']}>{formatNumber(sent)}</td>
      <td className={classes['number']}>{formatNumber(queued + held)}</td>
      <td className={classes['number']}>{formatNumber(suppressed)}</td>
      <td className={classes['actions']}>
        {edited && status !== 'ended' && (
          <Button size="xs" onClick={() => onAsk({ kind: 'update', journey, moveInside: false })}>
            Update…
          </Button>
        )}
        {parts !== '' && !edited && status !== 'ended' && (
          <Button size="xs" onClick={() => onAsk({ kind: 'renew', journey, moveInside: true })}>
            Use the new version…
          </Button>
        )}
        {status === 'active' && (
          <Button size="xs" onClick={() => onAsk({ kind: 'pause', journey })}>
            Pause…
          </Button>
        )}
        {status === 'paused' && (
          <Button size="xs" onClick={() => onAsk({ kind: 'resume', journey })}>
            Resume…
          </Button>
        )}
        {status !== 'ended' && (
          <Button size="xs" color="red" onClick={() => onAsk({ kind: 'stop', journey })}>
            Stop…
          </Button>
        )}
      </td>
    </tr>
  );
}
