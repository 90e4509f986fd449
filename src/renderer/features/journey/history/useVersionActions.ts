import { useMemo } from 'react';
import type { JourneyVersion } from '../../../../shared/contract/journeys.js';
import { useHost } from '../../../client/engine.js';
import { notifyDone, notifyError } from '../../../ui/index.js';
import { useOpenJourney } from '../EditorContext.js';

interface VersionActions {
  /** Keeps what is on the screen under a name. Rejects where it cannot be saved. */
  keep: (name: string) => Promise<void>;
  /** Makes the journey what the version is, as one step that can be undone. */
  restore: (version: JourneyVersion) => Promise<void>;
  remove: (version: JourneyVersion) => Promise<void>;
}

export function useVersionActions(): VersionActions {
  const { engine } = useHost();
  const { project, journeyId, editor, autosave } = useOpenJourney();
  return useMemo(
    () => ({
      keep: async (name) => {
        editor.seal();
        await autosave.flush();
        await engine.call('journeys.keepVersion', { project, id: journeyId, name });
        notifyDone(`Kept as “${name}”`);
      },
      restore: async ({ version, name }) => {
        try {
          const { draft } = await engine.call('journeys.version', { project, id: journeyId, version });
          editor.execute({ kind: 'replaceDraft', draft: { ...draft, id: editor.draft().id }, restored: name });
          notifyDone(`Restored “${name}”`, editor.undo);
        } catch (error) {
          notifyError(`“${name}” could not be restored`, error);
        }
      },
      remove: async ({ version, name }) => {
        try {
          await engine.call('journeys.removeVersion', { project, id: journeyId, version });
          notifyDone(`Deleted the version “${name}”`);
        } catch (error) {
          notifyError(`The version “${name}” was not deleted`, error);
        }
      },
    }),
    [engine, project, journeyId, editor, autosave],
  );
}
