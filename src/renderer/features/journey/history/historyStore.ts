import { create } from 'zustand';

interface HistoryView {
  /** Whether the history stands in the place of the settings. */
  open: boolean;
  /** The version that is compared with the journey as it is now. */
  version: number | undefined;
}

export const useHistoryView = create<HistoryView>(() => ({ open: false, version: undefined }));

export function openHistory(): void {
  useHistoryView.setState({ open: true });
}

export function closeHistory(): void {
  useHistoryView.setState({ open: false, version: undefined });
}

export function showVersion(version: number | undefined): void {
  useHistoryView.setState({ version });
}

/** Opens the history with the keyboard where the state is named. */
export function askVersionName(): void {
  openHistory();
  // The field is drawn by the rendering that follows.
  requestAnimationFrame(() => document.getElementById('keep-version')?.focus());
}
