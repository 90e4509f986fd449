import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import classes from './rows.module.css';

const ROW_HEIGHT = 28;
/** Browsers cannot scroll a box of more than some 33 million pixels; so many rows stay well below. */
const MOST_ROWS = 1_000_000;

export interface RowsColumn {
  key: string;
  head: ReactNode;
  /** In characters. */
  width: number;
  /** Takes what room is left over. */
  grows?: boolean;
  align?: 'end';
  /** Set in a fixed-width face, with spaces kept. */
  mono?: boolean;
}

interface RowsTableProps {
  label: string;
  columns: readonly RowsColumn[];
  count: number;
  /** What stands in a cell; `undefined` while the row is on its way. Strings also show whole on hover. */
  cell: (row: number, column: number) => ReactNode;
  /** Tells which rows show, for tables whose rows come by pages. */
  onRange?: (first: number, last: number) => void;
  className?: string | undefined;
}

/** A read-only table of any length: only the rows on the screen exist. Scrolls by mouse and, with the focus on it, by keys. */
export function RowsTable({ label, columns, count, cell, onRange, className }: RowsTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const shown = Math.min(count, MOST_ROWS);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by what this returns
  const virtual = useVirtualizer({
    count: shown,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  return (
    <div
      ref={box}
      className={[classes['box'], className].filter(Boolean).join(' ')}
      tabIndex={0}
      role="table"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      style={tracksOf(columns)}
    >
      <div role="rowgroup" className={classes['headGroup']}>
        <div role="row" aria-rowindex={1} className={classes['head']}>
          {columns.map(({ key, head, align }) => (
            <div key={key} role="columnheader" data-align={align}>
              {head}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes['rows']} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 2}
            className={classes['row']}
            style={{ transform: `translateY(${start}px)` }}
          >
            {columns.map(({ key, align, mono }, column) => (
              <Cell key={key} align={align} mono={mono} content={cell(index, column)} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The tracks of each row, and the least width of all of them: heads and rows line up however wide their content is. */
function tracksOf(columns: readonly RowsColumn[]): { '--tracks': string; '--least': string } {
  const tracks = columns.map(({ width, grows }) => (grows ? `minmax(${width}ch, 1fr)` : `${width}ch`));
  const characters = columns.reduce((sum, { width }) => sum + width, 0);
  return { '--tracks': tracks.join(' '), '--least': `calc(${characters}ch + ${columns.length + 0.5}rem)` };
}

function Cell({ align, mono, content }: { align: 'end' | undefined; mono: boolean | undefined; content: ReactNode }) {
  return (
    <div role="cell" data-align={align} data-mono={mono || undefined} title={typeof content === 'string' ? content : undefined}>
      {content === undefined ? <span className={classes['coming']} /> : content}
    </div>
  );
}
