import { formatNumber } from '../../ui/index.js';
import classes from './data.module.css';

interface PickListProps {
  label: string;
  items: readonly { name: string; count?: number; note?: string }[];
  chosen: string | undefined;
  onChoose: (name: string) => void;
  /** Draws the counts behind the names. */
  bars?: boolean;
}

/** Names to choose one from, with counts or notes at the right. */
export function PickList({ label, items, chosen, onChoose, bars = false }: PickListProps) {
  if (items.length === 0) return <p className={classes['quiet']}>None.</p>;
  const most = Math.max(1, ...items.map(({ count }) => count ?? 0));
  return (
    <ul className={classes['pickList']} aria-label={label}>
      {items.map(({ name, count, note }) => (
        <li key={name}>
          <button type="button" aria-pressed={name === chosen} onClick={() => onChoose(name)} title={name}>
            {bars && <i className={classes['pickBar']} style={{ width: `${((count ?? 0) / most) * 100}%` }} aria-hidden />}
            <span>{name}</span>
            <small>{count === undefined ? note : formatNumber(count)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
