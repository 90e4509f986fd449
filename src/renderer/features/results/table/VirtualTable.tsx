import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { formatCount, formatNumber } from '../../../ui/index.js';
import { MOST_ROWS, movedRow } from '../model/paging.js';
import { usePages, type Pages, type PageSource } from './usePages.js';
import classes from './table.module.css';

export const ROW_HEIGHT = 30;

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

interface VirtualTableProps<Row, Sort extends string> {
  label: string;
  columns: readonly Column<Row, Sort>[];
  source: PageSource<Row>;
  /** The width in rem below which the table scrolls sideways instead of squeezing its columns. */
  least: number;
  /** Another text means other rows: the table starts over at its top. */
  version: string;
  sort?: { by: Sort; descending: boolean; onSort: (by: Sort, descending: boolean) => void };
  onOpen: (row: Row) => void;
  isOpen: (row: Row) => boolean;
  empty: ReactNode;
}

interface HeadProps<Row, Sort extends string> {
  columns: readonly Column<Row, Sort>[];
  sort: VirtualTableProps<Row, Sort>['sort'];
}

function Head<Row, Sort extends string>({ columns, sort }: HeadProps<Row, Sort>) {
  return (
    <div role="row" aria-rowindex={1} className={classes['head']}>
      {columns.map(({ key, head, align, sort: by }) => {
        const sorted = by !== undefined && sort?.by === by;
        const direction = sort?.descending ? 'descending' : 'ascending';
        return (
          <div key={key} role="columnheader" data-align={align} aria-sort={by === undefined ? undefined : sorted ? direction : 'none'}>
            {by !== undefined && sort ? (
              <button type="button" onClick={() => sort.onSort(by, sorted ? !sort.descending : by !== 'userId')}>
                {head}
                {sorted && <span aria-hidden className={classes['arrow']}>{sort.descending ? '↓' : '↑'}</span>}
              </button>
            ) : head}
          </div>
        );
      })}
    </div>
  );
}

/**
 * A table of any length: only the rows on the screen exist, fetched by pages. One row has the keyboard: arrows, Page Up and
 * Page Down, Home and End move it, Enter opens it.
 */
export function VirtualTable<Row, Sort extends string = never>(props: VirtualTableProps<Row, Sort>) {
  const { label, columns, source, least, version, sort, onOpen, isOpen, empty } = props;
  const box = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const [range, setRange] = useState({ first: 0, last: 30 });
  const pages = usePages(source, version, range.first, range.last);
  const count = Math.min(pages.total ?? 0, MOST_ROWS);
  const virtual = useVirtualizer({
    count, getScrollElement: () => box.current, estimateSize: () => ROW_HEIGHT, overscan: 8, scrollMargin: ROW_HEIGHT, scrollPaddingStart: ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => setRange((before) => (before.first === first && before.last === last ? before : { first, last })), [first, last]);
  useEffect(() => {
    setFocused(0);
    box.current?.scrollTo({ top: 0 });
  }, [version]);
  const wantsFocus = useRef(false);
  const focusRow = (index: number): void => {
    setFocused(index);
    wantsFocus.current = true;
    virtual.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return;
    const row = pages.rowAt(focused);
    if (event.key === 'Enter' && row !== undefined) onOpen(row);
    const perPage = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const target = movedRow(event.key, focused, count, perPage);
    if (target === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (target !== undefined) focusRow(target);
  };
  const tracks = columns.map(({ width }) => width).join(' ');
  if (pages.failure !== undefined) return <p className={classes['failure']} role="alert">{pages.failure}</p>;
  if (pages.total === 0) return <div className={classes['empty']}>{empty}</div>;
  return (
    <>
      <div ref={box} className={classes['box']} style={{ '--tracks': tracks, '--least': `${least}rem` }} tabIndex={count === 0 ? 0 : -1}>
        <div role="grid" aria-label={label} aria-rowcount={count + 1} aria-colcount={columns.length} aria-busy={pages.total === undefined} onKeyDown={onKeyDown}>
          <Head columns={columns} sort={sort} />
          <div role="rowgroup" className={classes['rows']} style={{ height: virtual.getTotalSize() - ROW_HEIGHT }}>
            {items.map(({ index, start }) => (
              <TableRow
                key={index} index={index} top={start - ROW_HEIGHT} row={pages.rowAt(index)} columns={columns} focused={index === focused}
                wantsFocus={wantsFocus} isOpen={isOpen}
                onPick={(row) => { setFocused(index); onOpen(row); }}
              />
            ))}
          </div>
        </div>
      </div>
      <Foot pages={pages} count={count} />
    </>
  );
}

interface TableRowProps<Row, Sort extends string> {
  index: number;
  top: number;
  row: Row | undefined;
  columns: readonly Column<Row, Sort>[];
  focused: boolean;
  /** Set when a key moved the focus to a row that may not exist yet; the row takes it when it does. */
  wantsFocus: { current: boolean };
  isOpen: (row: Row) => boolean;
  onPick: (row: Row) => void;
}

function TableRow<Row, Sort extends string>({ index, top, row, columns, focused, wantsFocus, isOpen, onPick }: TableRowProps<Row, Sort>) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!focused || !wantsFocus.current) return;
    wantsFocus.current = false;
    element.current?.focus({ preventScroll: true });
  }, [focused, wantsFocus]);
  const open = row !== undefined && isOpen(row);
  return (
    <div
      ref={element} role="row" aria-rowindex={index + 2} aria-selected={open} tabIndex={focused ? 0 : -1} className={classes['row']}
      style={{ transform: `translateY(${top}px)` }} onClick={() => { if (row !== undefined) onPick(row); }}
    >
      {columns.map(({ key, align, cell }) => (
        <div key={key} role="gridcell" data-align={align}>{row === undefined ? <span className={classes['coming']} /> : cell(row)}</div>
      ))}
    </div>
  );
}

function Foot<Row>({ pages, count }: { pages: Pages<Row>; count: number }) {
  const total = pages.total ?? 0;
  if (total <= count) return null;
  return <p className={classes['foot']}>The first {formatNumber(count)} of {formatCount(total, 'row')}. Filter to see the others, or save all as CSV.</p>;
}
