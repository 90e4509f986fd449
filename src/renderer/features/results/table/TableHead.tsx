import type { Column, TableSort } from './VirtualTable.js';
import classes from './table.module.css';

interface TableHeadProps<Row, Sort extends string> {
  columns: readonly Column<Row, Sort>[];
  sort: TableSort<Sort> | undefined;
}

/** The names of the columns; those that can be sorted by are buttons. Counts start with the highest, names with the first. */
export function TableHead<Row, Sort extends string>({ columns, sort }: TableHeadProps<Row, Sort>) {
  return (
    <div role="row" aria-rowindex={1} className={classes['head']}>
      {columns.map(({ key, head, align, sort: by }) => {
        if (by === undefined || !sort)
          return (
            <div key={key} role="columnheader" data-align={align}>
              {head}
            </div>
          );
        const sorted = sort.by === by;
        return (
          <div
            key={key}
            role="columnheader"
            data-align={align}
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button type="button" onClick={() => sort.onSort(by, sorted ? !sort.descending : align === 'end')}>
              {head}
              {sorted && <span aria-hidden>{sort.descending ? '↓' : '↑'}</span>}
            </button>
          </div>
        );
      })}
    </div>
  );
}
