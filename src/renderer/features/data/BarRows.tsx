import { formatNumber, type Family } from '../../ui/index.js';
import classes from './data.module.css';

interface BarRowsProps {
  rows: readonly { label: string; count: number }[];
  family: Family;
}

/** Counts with bars, the longest first. */
export function BarRows({ rows, family }: BarRowsProps) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <ul className={classes['barRows']} style={{ '--bar': `var(--wp-family-${family})` }}>
      {rows.map(({ label, count }, index) => (
        <li key={`${index} ${label}`}>
          <span className={classes['barLabel']} title={label}>
            {label === '' ? <i>empty text</i> : label}
          </span>
          <span className={classes['barTrack']} aria-hidden>
            <i style={{ width: `${(count / most) * 100}%` }} />
          </span>
          <b>{formatNumber(count)}</b>
        </li>
      ))}
    </ul>
  );
}
