import { useEffect, useRef, type RefObject } from 'react';
import type { Column } from './VirtualTable.js';
import classes from './table.module.css';

interface TableRowProps<Row, Sort extends string> {
  index: number;
  /** Pixels from the top of the rows. */
  top: number;
  /** Absent while its page is on the way. */
  row: Row | undefined;
  columns: readonly Column<Row, Sort>[];
  focused: boolean;
  /** Set when a key moved the focus to a row that may not be drawn yet; the row takes the focus when it is. */
  wantsFocus: RefObject<boolean>;
  isOpen: (row: Row) => boolean;
  onPick: () => void;
}

/** One row of a virtual table. */
export function TableRow<Row, Sort extends string>({ index, top, row, columns, focused, wantsFocus, isOpen, onPick }: TableRowProps<Row, Sort>) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!focused || !wantsFocus.current) return;
    wantsFocus.current = false;
    element.current?.focus({ preventScroll: true });
  }, [focused, wantsFocus]);
  return (
    <div
      ref={element} role="row" aria-rowindex={index + 2} aria-selected={row !== undefined && isOpen(row)} tabIndex={focused ? 0 : -1}
      className={classes['row']} style={{ transform: `translateY(${top}px)` }} onClick={onPick}
    >
      {columns.map(({ key, align, cell }) => (
        <div key={key} role="gridcell" data-align={align}>{row === undefined ? <span className={classes['coming']} /> : cell(row)}</div>
      ))}
    </div>
  );
}
