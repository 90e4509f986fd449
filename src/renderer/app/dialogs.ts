import { create } from 'zustand';

/** Dialogs that any screen or the palette may open. */
export type DialogName = 'newProject' | 'openProject' | 'shortcuts';

export const useDialog = create<{ open: DialogName | undefined; palette: boolean }>(() => ({ open: undefined, palette: false }));

export function openDialog(name: DialogName): void {
  useDialog.setState({ open: name });
}

export function closeDialog(): void {
  useDialog.setState({ open: undefined });
}

/** Told by the palette itself, which keeps its own state. */
export function setPaletteOpen(palette: boolean): void {
  useDialog.setState({ palette });
}
