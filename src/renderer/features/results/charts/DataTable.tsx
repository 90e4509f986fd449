import { formatNumber } from '../../../ui/index.js';
import classes from './charts.module.css';

export interface DataRow {
  key: string;
  /** The first is the row's name. */
  values: readonly (number | string)[];
  /** Opens what is behind the row. */
  onOpen?: (() => void) | undefined;
}

/** The figures of a chart as a table; a row that leads somewhere has a button for a name. */
export function DataTable({ head, rows, caption }: { head: readonly string[]; rows: readonly DataRow[]; caption: string }) {
  const text = (value: number | string | undefined): string => (typeof value === 'number' ? formatNumber(value) : (value ?? ''));
  return (
    <table className={classes['table']}>
      <caption className="wp-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {head.map((name, place) => (
            <th key={place} scope="col">
              {name || <span className="wp-visually-hidden">Share</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, values: [name, ...values], onOpen }) => (
          <tr key={key}>
            <th scope="row">
              {onOpen ? (
                <button type="button" className={classes['link']} onClick={onOpen}>
                  {text(name)}
                </button>
              ) : (
                text(name)
              )}
            </th>
            {values.map((value, place) => (
              <td key={place}>{text(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
