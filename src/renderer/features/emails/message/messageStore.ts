import { create } from 'zustand';
import type { PreviewSubject } from '../../../../shared/contract/emails.js';

/** A message of a run, and what its dialog is called. */
export interface ShownMessage {
  project: string;
  subject: Extract<PreviewSubject, { kind: 'message' }>;
  /** What its step is called. */
  title: string;
}

export const useShownMessage = create<{ shown: ShownMessage | undefined }>(() => ({ shown: undefined }));

/** Shows a message as its recipient got it, over whatever screen there is. */
export function showMessage(shown: ShownMessage): void {
  useShownMessage.setState({ shown });
}

export function closeMessage(): void {
  useShownMessage.setState({ shown: undefined });
}
