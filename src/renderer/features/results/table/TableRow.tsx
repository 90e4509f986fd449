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
  isOpen: (row: Row) => boolean;
  onPick: () => void;
  onFocus: () => void;
}

/** One row of a virtual table. */
export function TableRow<Row, Sort extends string>({
  index,
  top,
  row,
  columns,
  focused,
  isOpen,
  onPick,
  onFocus,
}: TableRowProps<Row, Sort>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={row !== undefined && isOpen(row)}
      tabIndex={focused ? 0 : -1}
      className={classes['row']}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onPick}
      onFocus={onFocus}
    >
      {columns.map(({ key, align, cell }) => (
        <div key={key} role="gridcell" data-align={align}>
          {row === undefined ? <span className={classes['coming']} /> : cell(row)}
        </div>
      ))}
    </div>
  );
}
