import { createStore, type StoreApi } from 'zustand';
import type { InputOf } from '../../../../shared/contract/index.js';

export type RecipientFilter = InputOf<'emails.recipients'>['filter'];
export type RecipientOrder = InputOf<'emails.recipients'>['order'];

/** Whose message shows: nobody’s (examples of the log), a customer’s, or those of a journey’s simulated recipients. */
export type PreviewAs =
  { kind: 'examples' } | { kind: 'customer'; userId: string | undefined } | { kind: 'journey'; journey: string };

export interface PreviewState {
  as: PreviewAs;
  filter: RecipientFilter;
  order: RecipientOrder;
  /** The place of the recipient that shows, in that order. */
  index: number;
  device: 'desktop' | 'phone';
  scheme: 'light' | 'dark';
  part: 'html' | 'text';
}

export function createPreviewStore(): StoreApi<PreviewState> {
  return createStore<PreviewState>(() => ({
    as: { kind: 'examples' },
    filter: 'all',
    order: 'time',
    index: 0,
    device: 'desktop',
    scheme: 'light',
    part: 'html',
  }));
}

/** The journey whose recipients are stepped through. */
export function journeyOf({ as }: PreviewState): string | undefined {
  return as.kind === 'journey' ? as.journey : undefined;
}
