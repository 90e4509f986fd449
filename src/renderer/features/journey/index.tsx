import { Button, Loader } from '@mantine/core';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useState } from 'react';
import type { StoredJourney } from '../../../shared/contract/journeys.js';
import { hrefOf } from '../../app/route.js';
import { useHost } from '../../client/engine.js';
import { EmptyState, errorText } from '../../ui/index.js';
import { Editor } from './Editor.js';
import classes from './screen.module.css';

interface JourneyScreenProps {
  project: string;
  journeyId: string;
}

type Loaded = { stored: StoredJourney } | { error: unknown } | undefined;

function useStoredJourney(project: string, journeyId: string): { loaded: Loaded; retry: () => void } {
  const { engine } = useHost();
  const [loaded, setLoaded] = useState<Loaded>(undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const reading = new AbortController();
    engine.call('journeys.get', { project, id: journeyId }, { signal: reading.signal }).then(
      (stored) => {
        if (!reading.signal.aborted) setLoaded({ stored });
      },
      (error: unknown) => {
        if (!reading.signal.aborted) setLoaded({ error });
      },
    );
    return () => reading.abort();
  }, [engine, project, journeyId, attempt]);
  return {
    loaded,
    retry: () => {
      setLoaded(undefined);
      setAttempt(attempt + 1);
    },
  };
}

/** The editor of one journey: canvas, inspector, results. Mounted anew for another journey. */
export function JourneyScreen({ project, journeyId }: JourneyScreenProps) {
  const { loaded, retry } = useStoredJourney(project, journeyId);
  if (!loaded) {
    return (
      <div className={classes['center']} role="status">
        <Loader aria-hidden /> <span>Opening the journey…</span>
      </div>
    );
  }
  if ('error' in loaded) {
    return (
      <div className={classes['center']}>
        <EmptyState
          title="This journey could not be opened"
          actions={
            <>
              <Button onClick={retry}>Try again</Button>
              <Button variant="filled" component="a" href={hrefOf({ screen: 'journeys', project })}>
                All journeys
              </Button>
            </>
          }
        >
          <span role="alert">{errorText(loaded.error)}</span>
        </EmptyState>
      </div>
    );
  }
  return (
    <ReactFlowProvider>
      <Editor key={`${project}\n${journeyId}`} project={project} journeyId={journeyId} stored={loaded.stored} />
    </ReactFlowProvider>
  );
}
