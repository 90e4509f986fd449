import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { CustomerGroup } from '../../../../shared/contract/groups.js';
import type { InputOf } from '../../../../shared/contract/index.js';
import type { MessageView } from '../../../../shared/results/messages.js';

export const RESULTS_TABS = ['overview', 'paths', 'timeline', 'messages', 'customers', 'compare'] as const;
export type ResultsTab = (typeof RESULTS_TABS)[number];

export type CustomerSort = InputOf<'simulations.customers'>['sort'];
export interface CustomerView {
  /** Only those behind a part of a chart, and what they have in common in words. */
  group?: { group: CustomerGroup; words: string } | undefined;
  search: string;
  sort: CustomerSort;
  descending: boolean;
}

/** What the results drawer shows. Size and tab are remembered on this machine; the rest belongs to one journey. */
interface ResultsView {
  /** Pixels, as the person left it; absent: the default of the window. */
  height: number | undefined;
  collapsed: boolean;
  tab: ResultsTab;
  messages: MessageView;
  customers: CustomerView;
  /** The customer whose story is open. */
  story: string | undefined;
}

const ALL_CUSTOMERS: CustomerView = { search: '', sort: 'firstEntry', descending: false };

const rememberedSchema = z.object({
  height: z.number().positive().optional(),
  collapsed: z.boolean(),
  tab: z.enum(RESULTS_TABS),
});

export const useResultsView = create<ResultsView>()(
  persist(
    (): ResultsView => ({
      height: undefined,
      collapsed: false,
      tab: 'overview',
      messages: {},
      customers: ALL_CUSTOMERS,
      story: undefined,
    }),
    {
      name: 'waypost.results',
      partialize: ({ height, collapsed, tab }) => ({ height, collapsed, tab }),
      // What lies in the browser's store may be of another version or broken: then the drawer starts as new.
      merge: (remembered, current) => {
        const parsed = rememberedSchema.safeParse(remembered);
        return parsed.success ? { ...current, ...parsed.data } : current;
      },
    },
  ),
);

type Change = Partial<ResultsView> | ((view: ResultsView) => Partial<ResultsView>);

function set(change: Change): void {
  useResultsView.setState(change);
}

/** Shows a tab, and the drawer if it was folded. */
export function showTab(tab: ResultsTab): void {
  set({ tab, collapsed: false });
}

/** Shows the messages behind something: a bar of a chart, a node on the canvas. */
export function showMessages(messages: MessageView): void {
  set({ messages, tab: 'messages', collapsed: false, story: undefined });
}

/** Shows customers: those of a group, or all, sorted by what matters there. */
export function showCustomers(customers: Partial<CustomerView> = {}): void {
  set({ customers: { ...ALL_CUSTOMERS, ...customers }, tab: 'customers', collapsed: false, story: undefined });
}

/** Opens the story of a customer beside the messages or customers. */
export function openStory(userId: string): void {
  set(({ tab }) => ({ story: userId, collapsed: false, tab: tab === 'messages' ? tab : 'customers' }));
}

export function closeStory(): void {
  set({ story: undefined });
}

export function setMessages(messages: MessageView): void {
  set({ messages });
}

export function setCustomers(change: Partial<CustomerView>): void {
  set(({ customers }) => ({ customers: { ...customers, ...change } }));
}

export function setHeight(height: number | undefined): void {
  set({ height, collapsed: false });
}

export function toggleCollapsed(): void {
  set(({ collapsed }) => ({ collapsed: !collapsed }));
}

/** Forgets filters and the open story, when another journey comes on the screen. */
export function resetView(): void {
  set({ messages: {}, customers: ALL_CUSTOMERS, story: undefined });
}
