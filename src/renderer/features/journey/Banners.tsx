import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { formatAgo, Message } from '../../ui/index.js';
import { useOpenJourney } from './EditorContext.js';
import classes from './screen.module.css';
import { takeOver } from './useKeeping.js';

/** What stands between the document and the disk and cannot be settled without the person. */
export function Banners() {
  const open = useOpenJourney();
  const { status, theirs, reason } = useStore(open.autosave.store);
  if (status === 'conflict' && theirs) {
    return (
      <div className={classes['banner']}>
        <Message
          tone="error"
          title="This journey was also changed elsewhere"
          action={
            <>
              <Button size="xs" onClick={() => takeOver(open, theirs)}>
                Take the other version
              </Button>
              <Button size="xs" variant="filled" onClick={() => void open.autosave.keepMine()}>
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
            <Button size="xs" onClick={() => void open.autosave.flush().catch(() => undefined)}>
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
