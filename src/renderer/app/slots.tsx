import { useLayoutEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { create } from 'zustand';

/**
 * Places in the top bar that the screen below fills:
 * - `title`: last part of the breadcrumb (the journey's name, editable there);
 * - `status`: pills behind it ("version 3 · saved");
 * - `actions`: buttons at the right (Compare, Export, Simulate).
 *
 * A screen renders `<TopBarSlot name="actions">…</TopBarSlot>` anywhere in its tree; the content keeps the screen's own
 * state and contexts and leaves with it.
 */
export const TOP_BAR_SLOTS = ['title', 'status', 'actions'] as const;
export type TopBarSlotName = (typeof TOP_BAR_SLOTS)[number];

interface SlotState {
  outlets: Partial<Record<TopBarSlotName, HTMLElement>>;
  /** How many fillings each slot has, so that the bar can draw its separators. */
  fillings: Record<TopBarSlotName, number>;
}

const useSlots = create<SlotState>(() => ({ outlets: {}, fillings: { title: 0, status: 0, actions: 0 } }));

function setOutlet(name: TopBarSlotName, element: HTMLElement | null): void {
  useSlots.setState(({ outlets }) => {
    const { [name]: _, ...others } = outlets;
    return { outlets: element ? { ...others, [name]: element } : others };
  });
}

function addFilling(name: TopBarSlotName, change: number): void {
  useSlots.setState(({ fillings }) => ({ fillings: { ...fillings, [name]: fillings[name] + change } }));
}

const outletRefs = {
  title: (element: HTMLElement | null) => setOutlet('title', element),
  status: (element: HTMLElement | null) => setOutlet('status', element),
  actions: (element: HTMLElement | null) => setOutlet('actions', element),
};

/** Where a slot's content shows. Rendered by the top bar alone. */
export function TopBarOutlet({ name, className }: { name: TopBarSlotName; className?: string | undefined }) {
  return <div ref={outletRefs[name]} className={className} />;
}

/** Whether some screen fills the slot now. */
export function useSlotFilled(name: TopBarSlotName): boolean {
  return useSlots((state) => state.fillings[name] > 0);
}

/** Puts its children into a place of the top bar for as long as it is mounted. */
export function TopBarSlot({ name, children }: { name: TopBarSlotName; children: ReactNode }) {
  const outlet = useSlots((state) => state.outlets[name]);
  useLayoutEffect(() => {
    addFilling(name, 1);
    return () => addFilling(name, -1);
  }, [name]);
  return outlet ? createPortal(children, outlet) : null;
}
