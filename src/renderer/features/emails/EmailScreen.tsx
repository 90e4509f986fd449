import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { StoredTemplate } from '../../../shared/email/template.js';
import { hrefOf } from '../../app/route.js';
import { useHost } from '../../client/engine.js';
import { EmptyState, errorText } from '../../ui/index.js';
import classes from './emails.module.css';
import { EmailEditorScreen } from './EmailEditorScreen.js';

interface EmailScreenProps {
  project: string;
  id: string;
}

type Loaded = { template: StoredTemplate } | { error: unknown } | undefined;

/** The editor of one e-mail. Mounted anew for another one. */
export function EmailScreen({ project, id }: EmailScreenProps) {
  const { engine } = useHost();
  const [loaded, setLoaded] = useState<Loaded>(undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const reading = new AbortController();
    engine.call('templates.get', { project, id }, { signal: reading.signal }).then(
      (template) => {
        if (!reading.signal.aborted) setLoaded({ template });
      },
      (error: unknown) => {
        if (!reading.signal.aborted) setLoaded({ error });
      },
    );
    return () => reading.abort();
  }, [engine, project, id, attempt]);
  const retry = () => {
    setLoaded(undefined);
    setAttempt(attempt + 1);
  };
  if (!loaded) {
    return (
      <div className={classes['center']} role="status">
        <Loader aria-hidden /> <span>Opening the e-mail…</span>
      </div>
    );
  }
  if ('error' in loaded) {
    return (
      <div className={classes['center']}>
        <EmptyState
          title="This e-mail could not be opened"
          actions={
            <>
              <Button onClick={retry}>Try again</Button>
              <Button variant="filled" component="a" href={hrefOf({ screen: 'emails', project })}>
                All e-mails
              </Button>
            </>
          }
        >
          <span role="alert">{errorText(loaded.error)}</span>
        </EmptyState>
      </div>
    );
  }
  return <EmailEditorScreen project={project} template={loaded.template} />;
}
