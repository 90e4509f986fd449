import { useEffect, useState } from 'react';
import type { StoredJourney } from '../../../shared/contract/journeys.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { createAutosave, type Stored } from '../../app/keeping/autosave.js';
import { followLeaving } from '../../app/keeping/leaving.js';
import { useHost, type EngineClient } from '../../client/engine.js';
import { createEditor } from './document/editor.js';
import { meansOther } from './document/meaning.js';
import type { OpenJourney } from './EditorContext.js';
import { runStoreOf, setBeforeRun } from './runStore.js';

/** A change from elsewhere is looked for this long after a notice, when our own save has had its answer. */
const SETTLE_MS = 400;

/** Ties the document to the engine: what is edited is saved, what is saved elsewhere is taken over, a run waits for the save. */
export function useKeeping(project: string, journeyId: string, stored: StoredJourney): OpenJourney {
  const { engine } = useHost();
  const [open] = useState((): OpenJourney => ({
    project,
    journeyId,
    editor: createEditor(stored.draft),
    autosave: createAutosave({
      stored,
      save: (draft, revision) => engine.call('journeys.save', { project, draft, revision }),
      load: () => engine.call('journeys.get', { project, id: journeyId }),
    }),
  }));
  const { editor, autosave } = open;
  useEffect(() => followEdits(engine, open), [engine, open]);
  useEffect(() => followLeaving(autosave, editor.seal), [editor, autosave]);
  useEffect(() => followOthers(engine, open), [engine, open]);
  useEffect(() => setBeforeRun(engine, project, journeyId, autosave.flush), [engine, project, journeyId, autosave]);
  return open;
}

function followEdits(engine: EngineClient, { project, journeyId, editor, autosave }: OpenJourney): () => void {
  const run = runStoreOf(engine, project, journeyId);
  return editor.store.subscribe((state, before) => {
    const { draft } = state.history;
    if (draft === before.history.draft) return;
    autosave.changed(draft);
    if (meansOther(before.history.draft, draft)) run.getState().markStale();
  });
}

/** Takes over what another window or program saved, as an edit that can be undone, unless something here is unsaved. */
function followOthers(engine: EngineClient, { project, journeyId, editor, autosave }: OpenJourney): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function look(): Promise<void> {
    if (autosave.isDirty()) return;
    const stored = await engine.call('journeys.get', { project, id: journeyId });
    if (autosave.isDirty() || stored.revision <= autosave.store.getState().revision) return;
    takeOver({ editor, autosave }, stored);
  }
  const stop = engine.onNotice((notice) => {
    if (notice.topic !== 'journeys.changed' || notice.project !== project) return;
    clearTimeout(timer);
    // A journey that cannot be read now will refuse the next save, which shows why.
    timer = setTimeout(() => void look().catch(() => undefined), SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Makes the document what is stored, as one step of the history. */
export function takeOver({ editor, autosave }: Pick<OpenJourney, 'editor' | 'autosave'>, stored: Stored<JourneyDraft>): void {
  editor.execute({ kind: 'replaceDraft', draft: stored.draft });
  autosave.adopt({ ...stored, draft: editor.draft() });
}
