import { Fragment } from 'react';
import { formatChange, formatNumber } from '../../../ui/index.js';
import { comparedGroups, relative, type ComparedRow } from '../model/figures.js';
import type { MadeComparison } from './useComparison.js';
import classes from '../compare.module.css';

/** The figures of both sides, and what lies between them. */
export function FiguresTable({ made: { comparison, labels } }: { made: MadeComparison }) {
  return (
    <table className={classes['figures']}>
      <caption className="wp-visually-hidden">
        Figures of “{labels.before}” and “{labels.after}”
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col" title={labels.before}>
            <span>{labels.before}</span>
          </th>
          <th scope="col" title={labels.after}>
            <span>{labels.after}</span>
          </th>
          <th scope="col" colSpan={2}>
            Difference
          </th>
        </tr>
      </thead>
      <tbody>
        {comparedGroups(comparison).map(({ title, rows }) => (
          <Fragment key={title}>
            <tr className={classes['group']}>
              <th scope="rowgroup" colSpan={5}>
                {title}
              </th>
            </tr>
            {rows.map((row) => (
              <FigureRow key={row.key} row={row} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function FigureRow({ row: { label, hint, before, after, part } }: { row: ComparedRow }) {
  return (
    <tr data-part={part} data-same={before === after || undefined}>
      <th scope="row" title={hint}>
        {label}
      </th>
      <td>{formatNumber(before)}</td>
      <td>{formatNumber(after)}</td>
      <td>{formatChange(after - before)}</td>
      <td>{relative(before, after)}</td>
    </tr>
  );
}
