import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const CENTRES = ['blocks', 'both', 'code'] as const;
export type Centre = (typeof CENTRES)[number];
export const SIDES = ['add', 'block', 'outline'] as const;
export type Side = (typeof SIDES)[number];
export const PANELS = ['preview', 'check'] as const;
export type Panel = (typeof PANELS)[number];

export type HeadPart = 'subject' | 'preheader';

/** How the e-mail editor is laid out; remembered on this machine. */
interface Workbench {
  centre: Centre;
  side: Side;
  sideOpen: boolean;
  panel: Panel;
  panelOpen: boolean;
  /** Counts wishes to go on in the settings of the block. */
  wishes: number;
  /** The same for the fields of the head. */
  headWishes: Readonly<Record<HeadPart, number>>;
}

const rememberedSchema = z.object({
  centre: z.enum(CENTRES),
  side: z.enum(SIDES),
  sideOpen: z.boolean(),
  panel: z.enum(PANELS),
  panelOpen: z.boolean(),
});

const INITIAL: Workbench = {
  centre: 'blocks',
  side: 'add',
  sideOpen: true,
  panel: 'preview',
  panelOpen: true,
  wishes: 0,
  headWishes: { subject: 0, preheader: 0 },
};

export const useWorkbench = create<Workbench>()(
  persist((): Workbench => INITIAL, {
    name: 'waypost.emails',
    partialize: ({ wishes: _, headWishes: __, ...layout }) => layout,
    // What lies in the browser's store may be of another version or broken: then the editor starts as new.
    merge: (remembered, current) => {
      const parsed = rememberedSchema.safeParse(remembered);
      return parsed.success ? { ...current, ...parsed.data } : current;
    },
  }),
);

export function setWorkbench(change: Partial<Workbench>): void {
  useWorkbench.setState(change);
}

/** Shows a part of the left side, opening it where it is folded. */
export function showSide(side: Side): void {
  setWorkbench({ side, sideOpen: true });
}

/** Shows the settings of the selected block and moves the keyboard there. */
export function goToSettings(): void {
  useWorkbench.setState(({ wishes }) => ({ side: 'block', sideOpen: true, wishes: wishes + 1 }));
}

/** Moves the keyboard to the subject or the preview line. */
export function goToHead(part: HeadPart): void {
  useWorkbench.setState(({ headWishes }) => ({ headWishes: { ...headWishes, [part]: headWishes[part] + 1 } }));
}

/** Shows the preview or the check, opening the right side where it is folded. */
export function showPanel(panel: Panel): void {
  setWorkbench({ panel, panelOpen: true });
}

/** Shows the code beside the blocks, where it does not show. */
export function showCode(): void {
  if (useWorkbench.getState().centre === 'blocks') setWorkbench({ centre: 'both' });
}
