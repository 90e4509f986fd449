import { Tooltip } from '@mantine/core';
import { IconNote, IconSearch } from '@tabler/icons-react';
import { memo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { NodeType } from '../../shared/journey/schema.js';
import { IconTile, KeyHint } from '../ui/index.js';
import { familyOfType, TypeIcon } from './families.js';
import { STEP_GROUPS, STEP_OFFERS, type StepOffer } from './steps.js';
import classes from './Palette.module.css';

const DRAG_THRESHOLD = 5;

interface PaletteProps {
  /** A click, or Enter: the step goes on from what is selected. */
  onAdd: (type: NodeType) => void;
  /** The step was let go of over a place of the page. */
  onDrop: (type: NodeType, at: { x: number; y: number }) => void;
  /** The step is dragged over a place of the page, or no longer. */
  onHover: (type: NodeType, at: { x: number; y: number } | undefined) => void;
  /** Opens the search for a step beside the palette. */
  onSearch: (at: { x: number; y: number }) => void;
  onNote: () => void;
}

interface Drag {
  offer: StepOffer;
  startX: number;
  startY: number;
  x: number;
  y: number;
  moving: boolean;
}

/** The kinds of steps, to drag onto the canvas or to click. One stop of the Tab key; arrows go along it. */
export const Palette = memo(function Palette({ onAdd, onDrop, onHover, onSearch, onNote }: PaletteProps) {
  const [drag, setDrag] = useState<Drag | undefined>(undefined);
  const [current, setCurrent] = useState<NodeType>('trigger');
  const bar = useRef<HTMLDivElement>(null);
  /** A click follows the release of every drag; that one adds nothing. */
  const dragged = useRef(false);

  const onPointerDown = (offer: StepOffer, event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = false;
    setDrag({ offer, startX: event.clientX, startY: event.clientY, x: event.clientX, y: event.clientY, moving: false });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag) return;
    const moving = drag.moving || Math.hypot(event.clientX - drag.startX, event.clientY - drag.startY) > DRAG_THRESHOLD;
    if (moving) {
      dragged.current = true;
      onHover(drag.offer.type, { x: event.clientX, y: event.clientY });
    }
    setDrag({ ...drag, x: event.clientX, y: event.clientY, moving });
  };
  const onPointerUp = (event: PointerEvent) => {
    if (drag?.moving) {
      onHover(drag.offer.type, undefined);
      onDrop(drag.offer.type, { x: event.clientX, y: event.clientY });
    }
    setDrag(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = STEP_OFFERS.findIndex(({ type }) => type === current);
    const next = STEP_OFFERS[(at + step + STEP_OFFERS.length) % STEP_OFFERS.length];
    if (!next) return;
    setCurrent(next.type);
    bar.current?.querySelector<HTMLElement>(`[data-step="${next.type}"]`)?.focus();
  };

  return (
    <div
      className={classes['palette']}
      ref={bar}
      role="toolbar"
      aria-label="Steps to add"
      aria-orientation="vertical"
      onKeyDown={onKeyDown}
    >
      <div className={classes['group']}>
        <PaletteButton label="Find a step" keys="/" onClick={({ right, top }) => onSearch({ x: right + 12, y: top })}>
          <IconSearch size={18} stroke={1.8} aria-hidden />
        </PaletteButton>
      </div>
      {STEP_GROUPS.map((group) => (
        <div key={group[0]?.type} className={classes['group']}>
          {group.map((offer) => (
            <PaletteItem
              key={offer.type}
              offer={offer}
              isStop={offer.type === current}
              onPointerDown={(event) => onPointerDown(offer, event)}
              onPointerMove={onPointerMove}
              onPointerUp={onPointerUp}
              onPointerCancel={() => setDrag(undefined)}
              onFocus={() => setCurrent(offer.type)}
              onClick={() => {
                if (!dragged.current) onAdd(offer.type);
                dragged.current = false;
              }}
            />
          ))}
        </div>
      ))}
      <div className={classes['group']}>
        <PaletteButton label="Add a note" keys="n" onClick={onNote}>
          <IconNote size={18} stroke={1.8} aria-hidden />
        </PaletteButton>
      </div>
      {drag?.moving && createPortal(<Ghost drag={drag} />, document.body)}
    </div>
  );
});

interface PaletteButtonProps {
  label: string;
  keys: string;
  onClick: (box: DOMRect) => void;
  children: ReactNode;
}

/** What is no step: a button of its own stop. */
function PaletteButton({ label, keys, onClick, children }: PaletteButtonProps) {
  const tip = (
    <span className={classes['tip']}>
      <b>{label}</b> <KeyHint keys={keys} />
    </span>
  );
  return (
    <Tooltip label={tip} position="right">
      <button
        type="button"
        className={classes['item']}
        data-plain
        aria-label={label}
        aria-keyshortcuts={keys}
        onClick={(event) => onClick(event.currentTarget.getBoundingClientRect())}
      >
        {children}
      </button>
    </Tooltip>
  );
}

interface PaletteItemProps {
  offer: StepOffer;
  isStop: boolean;
  onClick: () => void;
  onFocus: () => void;
  onPointerDown: (event: PointerEvent<HTMLButtonElement>) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: (event: PointerEvent) => void;
  onPointerCancel: () => void;
}

function PaletteItem({ offer, isStop, ...handlers }: PaletteItemProps) {
  const label = (
    <span className={classes['tip']}>
      <b>{offer.name}</b> <KeyHint keys={offer.key} />
      <br />
      {offer.hint}
    </span>
  );
  return (
    <Tooltip label={label} position="right" openDelay={200}>
      <button
        type="button"
        className={classes['item']}
        data-step={offer.type}
        tabIndex={isStop ? 0 : -1}
        aria-label={`Add ${offer.name}`}
        aria-keyshortcuts={offer.key}
        style={{ '--family': `var(--wp-family-${familyOfType(offer.type)})` }}
        {...handlers}
      >
        <TypeIcon type={offer.type} size={18} stroke={1.8} />
      </button>
    </Tooltip>
  );
}

function Ghost({ drag }: { drag: Drag }) {
  return (
    <div className={classes['ghost']} style={{ transform: `translate(${String(drag.x)}px, ${String(drag.y)}px)` }}>
      <IconTile family={familyOfType(drag.offer.type)}>
        <TypeIcon type={drag.offer.type} />
      </IconTile>
      {drag.offer.name}
    </div>
  );
}
