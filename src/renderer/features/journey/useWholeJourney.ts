import { useMemo } from 'react';
import { navigate } from '../../app/router.js';
import { useHost } from '../../client/engine.js';
import { notifyDone, notifyError } from '../../ui/index.js';
import { freeName } from '../journeys/freeName.js';
import { useOpenJourney } from './EditorContext.js';

/** What can be done with the open journey as a whole, failures told. */
export function useWholeJourney(): { duplicate: () => void; archive: () => void } {
  const { engine } = useHost();
  const { project, journeyId, editor, autosave } = useOpenJourney();
  return useMemo(() => {
    async function duplicate(): Promise<void> {
      const draft = editor.draft();
      try {
        const journeys = await engine.call('journeys.list', { project });
        const name = freeName(
          `Copy of ${draft.name}`,
          journeys.map((journey) => journey.name),
        );
        const copy = await engine.call('journeys.create', { project, name, draft });
        navigate({ screen: 'journey', project, journey: copy.draft.id });
        notifyDone(`Made “${name}”`);
      } catch (error) {
        notifyError(`${draft.name} could not be duplicated`, error);
      }
    }

    async function archive(): Promise<void> {
      const { name } = editor.draft();
      try {
        await autosave.flush();
        await engine.call('journeys.archive', { project, id: journeyId, archived: true });
        navigate({ screen: 'journeys', project });
        notifyDone(`Archived “${name}”`, () => void takeBack());
      } catch (error) {
        notifyError(`${name} could not be archived`, error);
      }
    }

    async function takeBack(): Promise<void> {
      try {
        await engine.call('journeys.archive', { project, id: journeyId, archived: false });
      } catch (error) {
        notifyError('The journey stayed in the archive', error);
      }
    }

    return { duplicate: () => void duplicate(), archive: () => void archive() };
  }, [engine, project, journeyId, editor, autosave]);
}
