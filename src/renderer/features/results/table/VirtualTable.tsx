import { useRef, useState, type ReactNode } from 'react';
import { formatCount, formatNumber } from '../../../ui/index.js';
import { MOST_ROWS } from '../model/paging.js';
import { TableHead } from './TableHead.js';
import { TableRow } from './TableRow.js';
import { usePages, type Pages, type PageSource } from './usePages.js';
import { useTableRows, type SeenRows } from './useTableRows.js';
import classes from './table.module.css';

export interface Column<Row, Sort extends string = never> {
  key: string;
  head: ReactNode;
  /** A track of CSS grid: `minmax(8rem, 1fr)`. */
  width: string;
  align?: 'end';
  /** The name by which the source sorts this column; without one its head is plain text. */
  sort?: Sort;
  cell: (row: Row) => ReactNode;
}

export interface TableSort<Sort extends string> {
  by: Sort;
  descending: boolean;
  onSort: (by: Sort, descending: boolean) => void;
}

interface VirtualTableProps<Row, Sort extends string> {
  label: string;
  columns: readonly Column<Row, Sort>[];
  source: PageSource<Row>;
  /** The width in rem below which the table scrolls sideways instead of squeezing its columns. */
  least: number;
  /** Another text means other rows: the table starts over at its top. */
  version: string;
  sort?: TableSort<Sort>;
  onOpen: (row: Row) => void;
  isOpen: (row: Row) => boolean;
  /** What further keys do with the row that has the keyboard, by their names in lower case. */
  keys?: Readonly<Record<string, (row: Row) => void>>;
  empty: ReactNode;
}

/**
 * A table of any length: only the rows on the screen exist, fetched by pages. One row has the keyboard: arrows, Page Up and
 * Page Down, Home and End move it, Enter opens it, and `keys` do more.
 */
export function VirtualTable<Row, Sort extends string = never>(props: VirtualTableProps<Row, Sort>) {
  const { label, columns, source, least, version, sort, onOpen, isOpen, keys = {}, empty } = props;
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<SeenRows>({ first: 0, last: 0 });
  const pages = usePages(source, seen.first, seen.last);
  const count = Math.min(pages.total ?? 0, MOST_ROWS);
  const withRow = (index: number, act: (row: Row) => void): void => {
    const row = pages.rowAt(index);
    if (row !== undefined) act(row);
  };
  const { items, height, focused, focus, onKeyDown } = useTableRows({
    box,
    count,
    version,
    keys: { enter: onOpen, ...keys },
    withRow,
    onSee: setSeen,
  });
  if (pages.failure !== undefined)
    return (
      <p className={classes['failure']} role="alert">
        {pages.failure}
      </p>
    );
  if (pages.total === 0) return <div className={classes['empty']}>{empty}</div>;
  return (
    <>
      <div
        ref={box}
        className={classes['box']}
        style={{ '--tracks': columns.map(({ width }) => width).join(' '), '--least': `${least}rem` }}
      >
        <div
          role="grid"
          aria-label={label}
          aria-rowcount={count + 1}
          aria-colcount={columns.length}
          aria-keyshortcuts={Object.keys(keys).join(' ') || undefined}
          aria-busy={pages.total === undefined}
          onKeyDown={onKeyDown}
        >
          <TableHead columns={columns} sort={sort} />
          <div role="rowgroup" className={classes['rows']} style={{ height }}>
            {items.map(({ index, top }) => (
              <TableRow
                key={index}
                index={index}
                top={top}
                row={pages.rowAt(index)}
                columns={columns}
                focused={index === focused}
                isOpen={isOpen}
                onPick={() => withRow(index, onOpen)}
                onFocus={() => focus(index)}
              />
            ))}
          </div>
        </div>
      </div>
      <Foot pages={pages} count={count} />
    </>
  );
}

function Foot<Row>({ pages, count }: { pages: Pages<Row>; count: number }) {
  const total = pages.total ?? 0;
  if (total <= count) return null;
  return (
    <p className={classes['foot']}>
      The first {formatNumber(count)} of {formatCount(total, 'row')}. Filter to see the others, or save all as CSV.
    </p>
  );
}
