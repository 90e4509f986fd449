import { IconX } from '@tabler/icons-react';
import classes from './table.module.css';

/** A filter that something else set, in words, with the button that takes it away. */
export function FilterChip({ words, onRemove }: { words: string; onRemove: () => void }) {
  return (
    <span className={classes['chip']} title={words}>
      <span>{words}</span>
      <button type="button" aria-label={`Take away the filter “${words}”`} onClick={onRemove}>
        <IconX size={13} aria-hidden />
      </button>
    </span>
  );
}
