import { Button, Modal } from '@mantine/core';
import type { SegmentUse } from '../../../shared/contract/segments.js';
import { hrefOf } from '../../app/route.js';
import { Message } from '../../ui/index.js';
import classes from './audience.module.css';

interface InUseDialogProps {
  project: string;
  name: string;
  /** The engine's sentence. */
  why: string;
  uses: readonly SegmentUse[];
  onClose: () => void;
}

/** Says why a segment stays, and leads to the journeys that need it. */
export function InUseDialog({ project, name, why, uses, onClose }: InUseDialogProps) {
  const journeys = new Map(uses.flatMap((use) => (use.kind === 'segment' ? [] : [[use.journey, use.journeyName] as const])));
  return (
    <Modal opened onClose={onClose} title={`“${name}” was not deleted`} size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['form']}>
        <Message tone="warning">{why}</Message>
        {journeys.size > 0 && (
          <ul className={classes['links']}>
            {[...journeys].map(([journey, title]) => (
              <li key={journey}>
                <a href={hrefOf({ screen: 'journey', project, journey })}>{`Open “${title}”`}</a>
              </li>
            ))}
          </ul>
        )}
        <div className={classes['formEnd']}>
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Modal>
  );
}
