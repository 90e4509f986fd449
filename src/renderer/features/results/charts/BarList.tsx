import { formatNumber } from '../../../ui/index.js';
import classes from './charts.module.css';

export interface BarRow {
  key: string;
  label: string;
  count: number;
  /** A CSS colour, a variable of the theme. */
  color: string;
  /** Behind the number: "later", "33 %". */
  note?: string | undefined;
  /** What pressing the row opens, for its title: "Show these 121 messages". */
  hint?: string | undefined;
  onOpen?: (() => void) | undefined;
}

function BarContent({ row, most }: { row: BarRow; most: number }) {
  const width = most === 0 ? 0 : (row.count / most) * 100;
  return (
    <>
      <span className={classes['barLabel']} title={row.label}>
        {row.label}
      </span>
      <span className={classes['barTrack']} aria-hidden>
        {row.count > 0 && <span className={classes['barFill']} style={{ width: `${width}%`, '--bar': row.color }} />}
      </span>
      <span className={classes['barCount']}>
        <strong>{formatNumber(row.count)}</strong>
        {row.note && <span className={classes['barNote']}> {row.note}</span>}
      </span>
    </>
  );
}

/** Named bars under one another, read as a list: the label, the bar, the number. Rows that lead somewhere are buttons. */
export function BarList({ rows }: { rows: readonly BarRow[] }) {
  const most = Math.max(0, ...rows.map(({ count }) => count));
  // All numbers take the room of the longest, so that all bars begin and end at the same line.
  const room = Math.max(4, ...rows.map(({ count, note = '' }) => formatNumber(count).length + (note ? note.length + 1 : 0)));
  const label = Math.max(0, ...rows.map((row) => row.label.length));
  return (
    <ul className={classes['bars']} style={{ '--count': `${room}ch`, '--label': `${label}ch` }}>
      {rows.map((row) => (
        <li key={row.key}>
          {row.onOpen ? (
            <button type="button" className={classes['bar']} onClick={row.onOpen} title={row.hint}>
              <BarContent row={row} most={most} />
            </button>
          ) : (
            <div className={classes['bar']}>
              <BarContent row={row} most={most} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
