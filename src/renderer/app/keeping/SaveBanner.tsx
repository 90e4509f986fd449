import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { formatAgo, Message } from '../../ui/index.js';
import type { Autosave, Stored } from './autosave.js';
import classes from './keeping.module.css';

interface SaveBannerProps<Draft> {
  /** "journey", "e-mail". */
  what: string;
  autosave: Autosave<Draft>;
  /** Makes the document what is stored, as a step that can be undone. */
  onTake: (theirs: Stored<Draft>) => void;
}

/** What stands between a document and the disk and cannot be settled without the person. */
export function SaveBanner<Draft>({ what, autosave, onTake }: SaveBannerProps<Draft>) {
  const { status, theirs, reason } = useStore(autosave.store);
  if (status === 'conflict' && theirs) {
    return (
      <div className={classes['banner']}>
        <Message
          tone="error"
          title={`This ${what} was also changed elsewhere`}
          action={
            <>
              <Button size="xs" onClick={() => onTake(theirs)}>
                Take the other version
              </Button>
              <Button size="xs" variant="filled" onClick={() => void autosave.keepMine()}>
                Keep mine
              </Button>
            </>
          }
        >
          {`Version ${String(theirs.revision)} was saved ${formatAgo(theirs.updatedAt)}, and what you see here is based on an older one. Nothing is lost: after taking the other version, undo brings yours back.`}
        </Message>
      </div>
    );
  }
  if (status === 'failed') {
    return (
      <div className={classes['banner']}>
        <Message
          tone="error"
          title="Your latest changes are not saved yet"
          action={
            <Button size="xs" onClick={() => void autosave.flush().catch(() => undefined)}>
              Try now
            </Button>
          }
        >
          {`${reason ?? 'The engine does not answer.'} They stay here and are tried again by themselves; leave this window open.`}
        </Message>
      </div>
    );
  }
  return null;
}
