import { create } from 'zustand';

/** Dialogs that any screen or the palette may open. */
export type DialogName = 'newProject' | 'openProject' | 'shortcuts';

export const useDialog = create<{ open: DialogName | undefined }>(() => ({ open: undefined }));

export function openDialog(name: DialogName): void {
  useDialog.setState({ open: name });
}

export function closeDialog(): void {
  useDialog.setState({ open: undefined });
}
