import { createContext, useContext } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Block } from '../../../../shared/email/document.js';
import type { Autosave } from '../../../app/keeping/autosave.js';
import type { PreviewState } from '../preview/previewStore.js';
import { selectedBlock, type EmailDraft, type EmailEditor, type EmailState } from './editor.js';

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

/** The block that is selected, in code or on the canvas. */
export function useSelectedBlock(): Block | undefined {
  return useEmail(selectedBlock);
}
