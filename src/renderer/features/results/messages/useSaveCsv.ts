import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useHost } from '../../../client/engine.js';
import { errorText } from '../../../ui/index.js';
import { useResults } from '../drawer/ResultsContext.js';

/** Offers the message list of the run (semantics §7) as a file. */
export function useSaveCsv(): { saving: boolean; save: () => void } {
  const { engine, bridge } = useHost();
  const { project, run } = useResults();
  const [saving, setSaving] = useState(false);
  const save = (): void => {
    setSaving(true);
    engine
      .call('simulations.messagesCsv', { project, run: run.run })
      .then(({ fileName, text }) => bridge.saveFile(fileName, 'text/csv', text))
      .catch((error: unknown) =>
        notifications.show({ color: 'red', title: 'The messages were not saved', message: errorText(error) }),
      )
      .finally(() => setSaving(false));
  };
  return { saving, save };
}
