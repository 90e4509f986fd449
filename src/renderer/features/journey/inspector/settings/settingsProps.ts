import type { Loose } from '../fields/read.js';

/** What every part of the journey's settings gets. */
export interface SettingsProps {
  settings: Loose;
  onChange: (next: Loose) => void;
}
