import { useCallback, useMemo } from 'react';
import type { JourneySummary } from '../../../shared/contract/journeys.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { navigate } from '../../app/router.js';
import { useHost } from '../../client/engine.js';
import { notifyDone, notifyError } from '../../ui/index.js';
import { freeName } from './freeName.js';

export interface JourneyActions {
  create: (name: string) => Promise<void>;
  rename: (id: string, name: string) => Promise<void>;
  duplicate: (journey: JourneySummary) => Promise<void>;
  /** Puts aside at once, or takes back, and offers to undo. */
  archive: (journey: JourneySummary) => Promise<void>;
  /** Deletes at once and offers to undo. */
  remove: (journey: JourneySummary) => Promise<void>;
  /** Takes journey files; those that are refused say why. Opens the journey when there is one file. */
  importFiles: (files: readonly File[]) => Promise<void>;
}

/** What can be done with the journeys of a project. The list refreshes by the engine's notice. */
export function useJourneyActions(project: string, names: readonly string[]): JourneyActions {
  const { engine } = useHost();
  const takeBack = useCallback(
    async (draft: JourneyDraft) => {
      try {
        await engine.call('journeys.import', { project, text: JSON.stringify(draft), fileName: `${draft.name}.json` });
      } catch (error) {
        notifyError(`${draft.name} could not be brought back`, error);
      }
    },
    [engine, project],
  );

  return useMemo(
    (): JourneyActions => ({
      create: async (name) => {
        const { draft } = await engine.call('journeys.create', { project, name: name.trim() });
        navigate({ screen: 'journey', project, journey: draft.id });
      },
      rename: async (id, name) => {
        const { draft, revision } = await engine.call('journeys.get', { project, id });
        await engine.call('journeys.save', { project, draft: { ...draft, name: name.trim() }, revision });
      },
      duplicate: async ({ id, name }) => {
        try {
          const { draft } = await engine.call('journeys.get', { project, id });
          const copy = await engine.call('journeys.create', { project, name: freeName(`Copy of ${name}`, names), draft });
          notifyDone(`Made “${copy.draft.name}”`);
        } catch (error) {
          notifyError(`${name} could not be duplicated`, error);
        }
      },
      archive: async ({ id, name, archivedAt }) => {
        const archived = archivedAt === undefined;
        const set = (to: boolean) => engine.call('journeys.archive', { project, id, archived: to });
        try {
          await set(archived);
          notifyDone(
            archived ? `Archived “${name}”` : `Took “${name}” out of the archive`,
            () => void set(!archived).catch((error: unknown) => notifyError(`${name} stayed where it is`, error)),
          );
        } catch (error) {
          notifyError(`${name} could not be ${archived ? 'archived' : 'taken out of the archive'}`, error);
        }
      },
      remove: async ({ id, name }) => {
        try {
          const { draft } = await engine.call('journeys.get', { project, id });
          await engine.call('journeys.remove', { project, id });
          notifyDone(`Deleted “${name}”`, () => void takeBack(draft));
        } catch (error) {
          notifyError(`${name} could not be deleted`, error);
        }
      },
      importFiles: async (files) => {
        for (const file of files) await importFile(file);

        async function importFile(file: File): Promise<void> {
          try {
            const { draft, renamed } = await engine.call('journeys.import', {
              project,
              text: await file.text(),
              fileName: file.name,
            });
            notifyDone(
              renamed ? `Took “${draft.name}” under the new id ${draft.id}: its own is in use here` : `Took “${draft.name}”`,
            );
            if (files.length === 1) navigate({ screen: 'journey', project, journey: draft.id });
          } catch (error) {
            notifyError(`${file.name} was not taken`, error);
          }
        }
      },
    }),
    [engine, project, names, takeBack],
  );
}
