import { Button } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeliveryChange } from '../../../shared/contract/delivery.js';
import { useEngineQuery } from '../../app/queries.js';
import { hrefOf } from '../../app/route.js';
import { Pill } from '../../ui/index.js';
import { ChangeDialog } from './ChangeDialog.js';
import { editedWords } from './words.js';

interface ActivateButtonProps {
  project: string;
  journey: string;
  /** Saves what is unsaved, so that what goes live is what is seen. */
  onSave: () => Promise<void>;
}

/** Takes the journey live; while it is, says so and offers to bring it up to date. */
export function ActivateButton({ project, journey, onSave }: ActivateButtonProps) {
  const state = useEngineQuery('delivery.state', { project }).data;
  const [change, setChange] = useState<DeliveryChange>();
  const active = state?.activations.find((each) => each.journey === journey && each.status !== 'ended');
  const ask = (next: DeliveryChange) => void onSave().then(() => setChange(next));
  return (
    <>
      {active && (
        <a href={hrefOf({ screen: 'sending', project })} title="See what it sends">
          <Pill tone={active.status === 'active' ? 'success' : 'warning'}>{active.status === 'active' ? 'Live' : 'Paused'}</Pill>
        </a>
      )}
      {active?.edited && (
        <Button size="sm" onClick={() => ask({ kind: 'update', journey, moveInside: false })}>
          Update live…
        </Button>
      )}
      {active && !active.edited && editedWords(active).words !== '' && (
        <Button size="sm" onClick={() => ask({ kind: 'renew', journey, moveInside: true })}>
          Use the new version…
        </Button>
      )}
      {!active && (
        <Button
          size="sm"
          leftSection={<IconSend2 size={15} aria-hidden />}
          onClick={() => ask({ kind: 'activate', journey })}
          disabled={!state}
        >
          Activate…
        </Button>
      )}
      {change && (
        <ChangeDialog
          project={project}
          change={change}
          edited={active}
          onChange={setChange}
          onClose={() => setChange(undefined)}
        />
      )}
    </>
  );
}
