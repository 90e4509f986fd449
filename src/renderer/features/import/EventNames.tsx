import { Autocomplete } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { STANDARD_EVENTS } from './standardEvents.js';
import classes from './import.module.css';

interface EventNamesProps {
  /** The names in the first rows. */
  found: readonly string[];
  names: Readonly<Record<string, string>>;
  onChange: (names: Readonly<Record<string, string>>) => void;
}

/** What the file's events are called in Waypost. */
export function EventNames({ found, names, onChange }: EventNamesProps) {
  const all = [...new Set([...found, ...Object.keys(names)])];
  if (all.length === 0) return <p className={classes['quiet']}>The names show here once the column is chosen.</p>;
  return (
    <ul className={classes['names']}>
      {all.map((name) => (
        <li key={name}>
          <code title={name}>{name}</code>
          <IconArrowRight size={14} aria-hidden />
          <Autocomplete
            aria-label={`${name} is called`}
            size="xs"
            data={[...STANDARD_EVENTS]}
            limit={8}
            placeholder={name}
            value={names[name] ?? ''}
            onChange={(value) => onChange({ ...names, [name]: value })}
          />
        </li>
      ))}
    </ul>
  );
}
