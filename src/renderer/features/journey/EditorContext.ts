import { createContext, useContext, useDeferredValue } from 'react';
import { useStore } from 'zustand';
import type { Problem } from '../../../shared/journey/problem.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import type { Autosave } from '../../app/keeping/autosave.js';
import type { EditorState, JourneyEditor } from './document/editor.js';

/** The journey that is open on this screen. */
export interface OpenJourney {
  project: string;
  journeyId: string;
  editor: JourneyEditor;
  autosave: Autosave<JourneyDraft>;
}

export const EditorContext = createContext<OpenJourney | undefined>(undefined);
export const ProblemsContext = createContext<readonly Problem[]>([]);

/** @throws Error outside an open journey. */
export function useOpenJourney(): OpenJourney {
  const open = useContext(EditorContext);
  if (!open) throw new Error('useOpenJourney needs an open journey above it');
  return open;
}

/** Part of the editor's state; re-renders when that part changes. */
export function useEditorState<T>(select: (state: EditorState) => T): T {
  return useStore(useOpenJourney().editor.store, select);
}

const selectDraft = (state: EditorState): JourneyDraft => state.history.draft;

/** The document as it is now. */
export function useDraft(): JourneyDraft {
  return useEditorState(selectDraft);
}

const selectSettled = (state: EditorState): JourneyDraft => state.settled;

/** The document as it was when the person last stopped typing, for what looks at all of it; React may put that off as well. */
export function useSettledDraft(): JourneyDraft {
  return useDeferredValue(useEditorState(selectSettled));
}

/** Everything that is wrong or doubtful about the journey, errors first. */
export function useProblems(): readonly Problem[] {
  return useContext(ProblemsContext);
}
