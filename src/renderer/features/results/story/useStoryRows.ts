import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { StoryRow } from '../model/storyTree.js';

/** Pixels of a row of one line; longer ones are measured when they are drawn. */
const ROW_HEIGHT = 26;
const DAY_HEIGHT = 32;
/** What the filters cover of the rows below them. */
const FILTERS_HEIGHT = 44;

interface StoryRowsInput {
  rows: readonly StoryRow[];
  /** What scrolls: the head of the story and the tree in it. */
  scroller: HTMLElement | null;
  tree: RefObject<HTMLElement | null>;
}

interface StoryRows {
  items: { index: number; top: number }[];
  /** Of all rows, in pixels. */
  height: number;
  /** Given to each row's element, so that its height is known. */
  measure: (element: HTMLElement | null) => void;
  /** The one row in the order of Tab. */
  focused: number;
  setFocusedKey: (key: string) => void;
  /** Brings a row into sight and gives it the keyboard. */
  focusRow: (index: number) => void;
}

/** How far below the top of what scrolls the tree begins; follows the head, whose lines wrap. */
function useOffset(scroller: HTMLElement | null, tree: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => setOffset(tree.current?.offsetTop ?? 0));
    for (const child of scroller?.children ?? []) if (child !== tree.current) observer.observe(child);
    return () => observer.disconnect();
  }, [scroller, tree]);
  return offset;
}

/** Which rows of a story are drawn and which one has the keyboard: a story can have thousands. */
export function useStoryRows({ rows, scroller, tree }: StoryRowsInput): StoryRows {
  const [focusedKey, setFocusedKey] = useState<string>();
  const wantsFocus = useRef(false);
  const offset = useOffset(scroller, tree);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by what this returns
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? DAY_HEIGHT : ROW_HEIGHT),
    overscan: 12,
    scrollMargin: offset,
    scrollPaddingStart: FILTERS_HEIGHT,
  });
  const items = virtual.getVirtualItems().map(({ index, start }) => ({ index, top: start - offset }));
  const focused = Math.max(
    0,
    rows.findIndex(({ key }) => key === focusedKey),
  );
  const drawn = items.some(({ index }) => index === focused);
  useEffect(() => {
    // A key may move the focus to a row that is drawn only after the story has scrolled there.
    if (!wantsFocus.current || !drawn) return;
    wantsFocus.current = false;
    tree.current?.querySelector<HTMLElement>(`[data-index="${focused}"]`)?.focus({ preventScroll: true });
  }, [tree, focused, drawn]);
  const focusRow = (index: number): void => {
    wantsFocus.current = true;
    setFocusedKey(rows[index]?.key);
    virtual.scrollToIndex(index);
  };
  return { items, height: virtual.getTotalSize(), measure: virtual.measureElement, focused, setFocusedKey, focusRow };
}
