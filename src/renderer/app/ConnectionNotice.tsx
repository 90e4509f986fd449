import { notifications } from '@mantine/notifications';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useHost, type Connection, type ConnectionState } from '../client/engine.js';
import { Message } from '../ui/index.js';
import classes from './shell.module.css';

/** A short interruption is not worth a word. */
const PATIENCE_MS = 1200;

/** Says that the engine is away, and for how long people may expect it; nothing while all is well. */
export function ConnectionNotice() {
  const { connection } = useHost();
  return connection ? <Notice connection={connection} /> : null;
}

function usePatientState(connection: Connection): ConnectionState {
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  const [shown, setShown] = useState<ConnectionState>('connected');
  useEffect(() => {
    const timer = setTimeout(() => setShown(state), state === 'reconnecting' ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [state]);
  return shown;
}

/** Tells of an engine that came back after it had gone: what was under way did not end. */
function useReturnMessage(connection: Connection): void {
  useEffect(() => {
    let wasAway = false;
    let wasThere = connection.state() === 'connected';
    return connection.subscribe(() => {
      const isThere = connection.state() === 'connected';
      if (isThere && wasAway) {
        notifications.show({
          title: 'The engine was started again',
          message: 'It had stopped unexpectedly. Everything stored is safe; start anew what was under way.',
          autoClose: 12_000,
        });
      }
      wasAway = !isThere && (wasThere || wasAway);
      wasThere = isThere;
    });
  }, [connection]);
}

function Notice({ connection }: { connection: Connection }) {
  useReturnMessage(connection);
  const state = usePatientState(connection);
  if (state === 'connected') return null;
  return (
    <div className={classes['connection']}>
      {state === 'reconnecting' ? (
        <Message tone="warning" title="The engine is starting again">
          What you do now waits for it. Everything stored is safe.
        </Message>
      ) : (
        <Message tone="error" title="The engine can’t be reached">
          Start Waypost again, then open the address that it prints (in the desktop app: restart the app). Everything stored is
          safe.
        </Message>
      )}
    </div>
  );
}
