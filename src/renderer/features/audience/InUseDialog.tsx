import { Button, Modal } from '@mantine/core';
import { hrefOf } from '../../app/route.js';
import { Message } from '../../ui/index.js';
import classes from './audience.module.css';

interface InUseDialogProps {
  project: string;
  name: string;
  /** The engine's sentence. */
  why: string;
  /** The journeys that use it. */
  uses: readonly { journey: string; journeyName: string }[];
  onClose: () => void;
}

/** Says why something stays, and leads to the journeys that need it. */
export function InUseDialog({ project, name, why, uses, onClose }: InUseDialogProps) {
  const journeys = new Map(uses.map(({ journey, journeyName }) => [journey, journeyName]));
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
