import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { errorText, isCancelled } from './Message.js';

/** Tells of something that was done; with `undo`, offers to take it back for ten seconds. */
export function notifyDone(message: string, undo?: () => void): void {
  if (!undo) {
    notifications.show({ message });
    return;
  }
  const id = notifications.show({
    autoClose: 10_000,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: '0.75rem', justifyContent: 'space-between' }}>
        {message}
        <Button
          size="xs"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </span>
    ),
  });
}

/** Tells of a failure that has no place of its own on the screen. Stays until it is closed. */
export function notifyError(title: string, error: unknown): void {
  if (isCancelled(error)) return;
  notifications.show({ title, message: errorText(error), color: 'red', autoClose: false, role: 'alert' });
}
