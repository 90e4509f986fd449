import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { ownValue } from '../../../../shared/own-value.js';
import { movedRow } from '../model/paging.js';

const ROW_HEIGHT = 30;

/** The first and last row that are drawn. */
export interface SeenRows {
  first: number;
  last: number;
}

interface TableRowsInput<Row> {
  /** What scrolls. */
  box: RefObject<HTMLDivElement | null>;
  count: number;
  /** Another text means other rows: back to the top. */
  version: string;
  /** What keys do with a row, by their names in lower case. */
  keys: Readonly<Record<string, (row: Row) => void>>;
  /** Does something with a row, if it is there. */
  withRow: (index: number, act: (row: Row) => void) => void;
  onSee: (rows: SeenRows) => void;
}

interface TableRows {
  items: { index: number; top: number }[];
  /** Of all rows, in pixels. */
  height: number;
  /** The one row in the order of Tab. */
  focused: number;
  focus: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Which rows are drawn, which one has the keyboard, and what keys do. */
export function useTableRows<Row>({ box, count, version, keys, withRow, onSee }: TableRowsInput<Row>): TableRows {
  const [chosen, setChosen] = useState(0);
  const wantsFocus = useRef(false);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by what this returns
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems().map(({ index, start }) => ({ index, top: start - ROW_HEIGHT }));
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onSee({ first, last }), [onSee, first, last]);
  useEffect(() => {
    setChosen(0);
    box.current?.scrollTo({ top: 0 });
  }, [box, version]);
  const drawn = first <= chosen && chosen <= last;
  useEffect(() => {
    // A key may move the focus to a row that is drawn only after the table has scrolled there.
    if (!wantsFocus.current || !drawn) return;
    wantsFocus.current = false;
    box.current?.querySelector<HTMLElement>(`[aria-rowindex="${chosen + 2}"]`)?.focus({ preventScroll: true });
  }, [box, chosen, drawn]);
  const focused = Math.min(chosen, Math.max(0, count - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    // Keys on the buttons of the head are theirs.
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[role="row"][tabindex]')) return;
    const perPage = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const target = movedRow(event.key, focused, count, perPage);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const act = target === undefined && isPlain ? ownValue(keys, event.key.toLowerCase()) : undefined;
    if (target === undefined && !act) return;
    event.preventDefault();
    if (act) withRow(focused, act);
    if (target === undefined) return;
    wantsFocus.current = true;
    setChosen(target);
    virtual.scrollToIndex(target);
  };
  return { items, height: count * ROW_HEIGHT, focused, focus: setChosen, onKeyDown };
}
