import { Accessibility } from '@dnd-kit/dom';
import { DragDropProvider, DragOverlay, PointerSensor, useDroppable, type DragEndEvent } from '@dnd-kit/react';
import { memo, useId, type ComponentProps, type ReactNode } from 'react';
import { fitted, nameOfTag, OFFER_KINDS, OFFERS, type Offer } from '../../../../shared/email/blocks.js';
import type { Block } from '../../../../shared/email/document.js';
import { blockOnPath, type BlockPath } from '../../../../shared/email/places.js';
import { mjmlOf } from '../document/editor.js';
import { useOpenEmail } from '../document/EmailContext.js';
import { insertOffer, mayMove, moveTo } from './moves.js';
import classes from './blocks.module.css';

/** What is dragged: something new, or a block of the e-mail. */
export type Dragged = { offer: Offer } | { path: BlockPath };

function draggedOf(data: unknown): Dragged | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('offer' in data) {
    const offer = OFFERS.find((known) => known === data.offer);
    return offer && { offer };
  }
  const path = 'path' in data ? pathOf(data.path) : undefined;
  return path && { path };
}

function pathOf(value: unknown): BlockPath | undefined {
  return Array.isArray(value) && value.every((index) => typeof index === 'number') ? value : undefined;
}

interface DropPlace {
  parent: BlockPath;
  index: number;
}

function placeOf(data: unknown): DropPlace | undefined {
  if (typeof data !== 'object' || data === null || !('parent' in data) || !('index' in data)) return undefined;
  const parent = pathOf(data.parent);
  return parent && typeof data.index === 'number' ? { parent, index: data.index } : undefined;
}

function accepts(root: Block | undefined, dragged: Dragged | undefined, parent: Block | undefined): boolean {
  if (!dragged || !parent) return false;
  if ('offer' in dragged) return fitted('', OFFER_KINDS[dragged.offer].tag, parent.tag) !== undefined;
  const block = blockOnPath(root, dragged.path);
  return block !== undefined && mayMove(block, parent);
}

/** Blocks are no buttons, and hold some: they get none of the library’s roles. */
const withoutRoles = (plugins: Plugins): Plugins => plugins.filter((plugin) => plugin !== Accessibility);
type Plugins = Extract<ComponentProps<typeof DragDropProvider>['plugins'], unknown[]>;

/** Palette, canvas and outline, between which blocks are dragged. */
export function BlockDragging({ children }: { children: ReactNode }) {
  const { editor } = useOpenEmail();
  const onDragEnd = ({ canceled, operation }: DragEndEvent) => {
    const dragged = draggedOf(operation.source?.data);
    const to = placeOf(operation.target?.data);
    const { root } = mjmlOf(editor.store.getState());
    const parent = to && blockOnPath(root, to.parent);
    if (canceled || !dragged || !parent) return;
    const place = { parent, index: to.index };
    const block = 'path' in dragged ? blockOnPath(root, dragged.path) : undefined;
    const edit =
      'offer' in dragged ? insertOffer(editor.source(), dragged.offer, place) : block && moveTo(editor.source(), block, place);
    if (edit) editor.edit(edit.changes, { at: edit.at });
  };
  return (
    // Keys do all of this without dragging: see `useBlockKeys`.
    <DragDropProvider sensors={[PointerSensor]} plugins={withoutRoles} onDragEnd={onDragEnd}>
      {children}
      <DragOverlay dropAnimation={null}>
        {({ data }) => {
          const dragged = draggedOf(data);
          return dragged ? <Ghost dragged={dragged} /> : null;
        }}
      </DragOverlay>
    </DragDropProvider>
  );
}

function Ghost({ dragged }: { dragged: Dragged }) {
  const { editor } = useOpenEmail();
  const tag = 'path' in dragged ? blockOnPath(mjmlOf(editor.store.getState()).root, dragged.path)?.tag : undefined;
  return <div className={classes['ghost']}>{'offer' in dragged ? OFFER_KINDS[dragged.offer].name : nameOfTag(tag ?? '')}</div>;
}

interface GapProps {
  parent: BlockPath;
  index: number;
  /** Between things that stand side by side. */
  upright?: boolean;
  /** Where there is nothing yet: says so and takes the whole space. */
  empty?: string;
}

/** A place between blocks to drop one at; where there are no blocks yet it says so. */
export const Gap = memo(function Gap({ parent, index, upright = false, empty }: GapProps) {
  const { editor } = useOpenEmail();
  const { ref, isDropTarget } = useDroppable({
    id: useId(),
    data: { parent, index },
    accept: ({ data }) => {
      const { root } = mjmlOf(editor.store.getState());
      return accepts(root, draggedOf(data), blockOnPath(root, parent));
    },
  });
  return (
    <div
      className={classes['gap']}
      data-upright={upright || undefined}
      data-target={isDropTarget || undefined}
      data-empty={empty !== undefined || undefined}
    >
      <div ref={ref} className={classes['gapReach']}>
        {empty}
      </div>
    </div>
  );
}, isSamePlace);

function isSamePlace(before: GapProps, after: GapProps): boolean {
  const { parent, index, upright, empty } = before;
  return parent.join() === after.parent.join() && index === after.index && upright === after.upright && empty === after.empty;
}
