import { useCallback, useMemo, useState, type ReactNode, type RefObject } from 'react';
import { connectionRefusal } from '../../shared/journey/edit/rules.js';
import type { NodeType } from '../../shared/journey/schema.js';
import type { AddPlace, StepActions } from './actions.js';
import { AddMenu, type ThereStep } from './AddMenu.js';
import { familyOf } from './families.js';
import type { CanvasContent } from './projection.js';

interface Menu {
  at: { x: number; y: number };
  place: AddPlace;
}

const NO_TYPES: readonly NodeType[] = [];
const NEITHER: readonly NodeType[] = ['trigger', 'exit'];
const NO_TRIGGER: readonly NodeType[] = ['trigger'];

function excluded({ kind }: AddPlace): readonly NodeType[] {
  if (kind === 'into') return NEITHER;
  return kind === 'behind' || kind === 'endOf' ? NO_TRIGGER : NO_TYPES;
}

/** The menu of what to add, wherever it is asked for. */
export function useAddMenu(
  root: RefObject<HTMLDivElement | null>,
  actions: StepActions,
  { draft, words }: CanvasContent,
): { openMenu: (at: Menu['at'], place: AddPlace) => void; menu: ReactNode } {
  const [menu, setMenu] = useState<Menu | undefined>(undefined);
  const openMenu = useCallback((at: Menu['at'], place: AddPlace) => setMenu({ at, place }), []);
  const place = menu?.place;

  /** The steps to which the way out or the connection of the place may lead. */
  const there = useMemo((): ThereStep[] => {
    if (place?.kind !== 'behind' && place?.kind !== 'endOf') return [];
    const edge = place.kind === 'endOf' ? draft.edges.find(({ id }) => id === place.edge) : undefined;
    const from = place.kind === 'behind' ? { source: place.source, sourceHandle: place.handle } : edge;
    if (!from) return [];
    const { source, sourceHandle } = from;
    return draft.nodes
      .filter(({ id }) => connectionRefusal(draft, { source, sourceHandle, target: id }, edge?.id) === undefined)
      .map((node) => ({ id: node.id, type: node.type, family: familyOf(node), title: words(node).title }));
  }, [place, draft, words]);

  const close = () => {
    setMenu(undefined);
    root.current?.focus({ preventScroll: true });
  };
  const element = menu && (
    <AddMenu
      at={menu.at}
      without={excluded(menu.place)}
      there={there}
      onClose={close}
      onPick={(type) => {
        close();
        actions.add(type, menu.place);
      }}
      onLead={(node) => {
        close();
        actions.lead(menu.place, node);
      }}
    />
  );
  return { openMenu, menu: element };
}
