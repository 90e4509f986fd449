import { useEffect, useState } from 'react';
import type { StoredTemplate } from '../../../../shared/email/template.js';
import { createAutosave, type Stored } from '../../../app/keeping/autosave.js';
import { followLeaving } from '../../../app/keeping/leaving.js';
import { useHost, type EngineClient } from '../../../client/engine.js';
import { createPreviewStore } from '../preview/previewStore.js';
import { createEmailEditor, draftOf, type EmailDraft } from './editor.js';
import type { OpenEmail } from './EmailContext.js';

/** A change from elsewhere is looked for this long after a notice, when our own save has had its answer. */
const SETTLE_MS = 400;

/** What an e-mail is called while its name is blank. */
const UNNAMED = 'Unnamed e-mail';

function keptOf({ name, mjml, text, revision, updatedAt }: StoredTemplate): Stored<EmailDraft> {
  return { draft: { name, mjml, text }, revision, updatedAt };
}

/** Ties the e-mail to the engine: what is edited is saved, what is saved elsewhere is taken over. */
export function useEmailKeeping(project: string, template: StoredTemplate): OpenEmail {
  const { engine } = useHost();
  const { id } = template;
  const [open] = useState((): OpenEmail => {
    const stored = keptOf(template);
    const editor = createEmailEditor(stored.draft);
    const autosave = createAutosave<EmailDraft>({
      stored: { ...stored, draft: editor.draft() },
      save: ({ name, ...draft }, revision) =>
        engine.call('templates.save', { project, id, name: name.trim() || UNNAMED, ...draft, revision }),
      load: async () => keptOf(await engine.call('templates.get', { project, id })),
    });
    return { project, id, editor, autosave, preview: createPreviewStore() };
  });
  useEffect(() => open.editor.store.subscribe((state) => open.autosave.changed(draftOf(state))), [open]);
  useEffect(() => followLeaving(open.autosave), [open]);
  useEffect(() => followOthers(engine, open), [engine, open]);
  return open;
}

/** Takes over what another window or program saved, as an edit that can be undone, unless something here is unsaved. */
function followOthers(engine: EngineClient, open: OpenEmail): () => void {
  const { project, id, autosave } = open;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function look(): Promise<void> {
    if (autosave.isDirty()) return;
    const stored = keptOf(await engine.call('templates.get', { project, id }));
    if (autosave.isDirty() || stored.revision <= autosave.store.getState().revision) return;
    takeOver(open, stored);
  }
  const stop = engine.onNotice((notice) => {
    if (notice.topic !== 'emails.changed' || notice.project !== project) return;
    clearTimeout(timer);
    // One that cannot be read now will refuse the next save, which shows why.
    timer = setTimeout(() => void look().catch(() => undefined), SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Makes the e-mail what is stored, as one step of the history. */
export function takeOver({ editor, autosave }: Pick<OpenEmail, 'editor' | 'autosave'>, stored: Stored<EmailDraft>): void {
  editor.replace(stored.draft);
  autosave.adopt({ ...stored, draft: editor.draft() });
}
