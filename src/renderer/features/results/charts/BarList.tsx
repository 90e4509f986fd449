import { useState } from 'react';
import type { Figure, FigureRow } from '../../../../shared/results/figure.js';
import { formatNumber } from '../../../ui/index.js';
import { toneVariable } from './palette.js';
import { behindHint, openBehind } from './openBehind.js';
import classes from './charts.module.css';

function BarContent({ row, color, most }: { row: FigureRow; color: string; most: number }) {
  const [count = 0] = row.values;
  const width = most === 0 ? 0 : (count / most) * 100;
  return (
    <>
      <span className={classes['barLabel']} title={row.label}>
        {row.label}
      </span>
      <span className={classes['barTrack']} aria-hidden>
        {count > 0 && <span className={classes['barFill']} style={{ width: `${width}%`, '--bar': color }} />}
      </span>
      <span className={classes['barCount']}>
        <strong>{formatNumber(count)}</strong>
        {row.note && <span className={classes['barNote']}> {row.note}</span>}
      </span>
    </>
  );
}

/** More rows than this hide the smallest of them until they are asked for. */
const SHOWN = 12;

/** The rows with the largest counts, in their order and without empty ones; all of them where there are not many. */
function largest(rows: readonly FigureRow[]): readonly FigureRow[] {
  if (rows.length <= SHOWN) return rows;
  const count = ({ values: [value = 0] }: FigureRow) => value;
  const counted = rows.filter((row) => count(row) > 0).sort((a, b) => count(b) - count(a));
  const kept = new Set(counted.slice(0, SHOWN));
  return rows.filter((row) => kept.has(row));
}

/** Named bars under one another, read as a list: the label, the bar, the number. Rows that lead somewhere are buttons. */
export function BarList({ figure: { rows, tones } }: { figure: Figure }) {
  const counts = rows.map(({ values: [count = 0] }) => count);
  const most = Math.max(0, ...counts);
  // All numbers take the room of the longest, so that all bars begin and end at the same line.
  const room = Math.max(
    4,
    ...rows.map(({ note }, place) => formatNumber(counts[place] ?? 0).length + (note ? note.length + 1 : 0)),
  );
  const label = Math.max(0, ...rows.map((row) => row.label.length));
  const [all, setAll] = useState(false);
  const few = largest(rows);
  return (
    <ul className={classes['bars']} style={{ '--count': `${room}ch`, '--label': `${label}ch` }}>
      {(all ? rows : few).map((row) => {
        const { behind } = row;
        const content = <BarContent row={row} color={toneVariable(row.tone ?? tones[0] ?? 'accent')} most={most} />;
        return (
          <li key={row.key}>
            {behind ? (
              <button type="button" className={classes['bar']} onClick={() => openBehind(behind)} title={behindHint(behind)}>
                {content}
              </button>
            ) : (
              <div className={classes['bar']}>{content}</div>
            )}
          </li>
        );
      })}
      {few.length < rows.length && (
        <li>
          <button type="button" className={classes['more']} aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show the largest only' : `Show all ${formatNumber(rows.length)}`}
          </button>
        </li>
      )}
    </ul>
  );
}
