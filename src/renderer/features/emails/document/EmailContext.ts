import { createContext, useContext } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Block } from '../../../../shared/email/document.js';
import { blockOnPath, type BlockPath } from '../../../../shared/email/places.js';
import type { Autosave } from '../../../app/keeping/autosave.js';
import type { PreviewState } from '../preview/previewStore.js';
import { mjmlOf, sourceOf, type EmailDraft, type EmailEditor, type EmailState } from './editor.js';

/** The e-mail that is open on this screen. */
export interface OpenEmail {
  project: string;
  id: string;
  editor: EmailEditor;
  autosave: Autosave<EmailDraft>;
  /** Whose message the preview shows, and how. */
  preview: StoreApi<PreviewState>;
}

export const EmailContext = createContext<OpenEmail | undefined>(undefined);

/** @throws Error outside an open e-mail. */
export function useOpenEmail(): OpenEmail {
  const open = useContext(EmailContext);
  if (!open) throw new Error('useOpenEmail needs an open e-mail above it');
  return open;
}

/** Part of the editor's state; renders again when that part changes. */
export function useEmail<T>(select: (state: EmailState) => T): T {
  return useStore(useOpenEmail().editor.store, select);
}

/** Something of the block on a path, such as its tag; renders again when that changes, and not with each letter. `select` gives a plain value. */
export function useBlock<T extends string | boolean | undefined>(
  path: BlockPath,
  select: (block: Block, source: string) => T,
): T | undefined {
  return useEmail((state) => {
    const block = blockOnPath(mjmlOf(state).root, path);
    return block && select(block, sourceOf(state));
  });
}

/** The editor's state as it is drawn: it follows the text as soon as there is time, so that no letter waits for a picture. */
export const DrawnContext = createContext<EmailState | undefined>(undefined);

/**
 * Part of the editor's state for what only shows it. Fields that are typed in need `useEmail`: an older text would undo the newest letters.
 * @throws Error outside an open e-mail.
 */
export function useDrawn<T>(select: (state: EmailState) => T): T {
  const state = useContext(DrawnContext);
  if (!state) throw new Error('useDrawn needs an open e-mail above it');
  return select(state);
}
