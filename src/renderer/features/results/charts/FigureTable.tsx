import { formatNumber } from '../../../ui/index.js';
import classes from './charts.module.css';

export interface FigureRow {
  key: string;
  label: string;
  values: readonly (number | string)[];
  /** Opens what is behind the row. */
  onOpen?: () => void;
}

/** The figures of a chart as a table; a row that leads somewhere has a button for a label. */
export function FigureTable({ head, rows, caption }: { head: readonly string[]; rows: readonly FigureRow[]; caption: string }) {
  return (
    <table className={classes['table']}>
      <caption className="wp-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, values, onOpen }) => (
          <tr key={key}>
            <th scope="row">
              {onOpen ? (
                <button type="button" className={classes['link']} onClick={onOpen}>
                  {label}
                </button>
              ) : (
                label
              )}
            </th>
            {values.map((value, place) => (
              <td key={head[place + 1] ?? place}>{typeof value === 'number' ? formatNumber(value) : value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
