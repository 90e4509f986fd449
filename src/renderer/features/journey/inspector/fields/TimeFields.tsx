import { useMemo } from 'react';
import { weekdayName } from '../../../../../shared/condition/words/clock.js';
import { readerZone } from '../../../../ui/index.js';
import { useFieldProblems } from './claims.js';
import { FieldMessages } from './FieldMessages.js';
import { asList, asText } from './read.js';
import { SearchPick } from './SearchPick.js';
import classes from './fields.module.css';

interface TimeFieldProps {
  label: string;
  value: unknown;
  onChange: (value: string) => void;
  path: string;
}

/** A wall time such as 09:00. */
export function TimeField({ label, value, onChange, path }: TimeFieldProps) {
  const { problems, id, invalid, describedBy } = useFieldProblems(path);
  return (
    <>
      <input
        type="time"
        className={classes['time']}
        aria-label={label}
        value={asText(value)}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onChange={(event) => {
          if (event.currentTarget.value !== '') onChange(event.currentTarget.value.slice(0, 5));
        }}
      />
      <FieldMessages problems={problems} id={id} />
    </>
  );
}

/** A local date with a time. */
export function DateTimeField({ label, value, onChange, path }: TimeFieldProps) {
  const { problems, id, invalid, describedBy } = useFieldProblems(path);
  const text = asText(value);
  const shown = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text.slice(0, 16);
  return (
    <>
      <input
        type="datetime-local"
        className={classes['time']}
        aria-label={label}
        value={shown}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        max="9999-12-31T23:59"
        onChange={(event) => {
          if (event.currentTarget.value !== '') onChange(event.currentTarget.value);
        }}
      />
      <FieldMessages problems={problems} id={id} />
    </>
  );
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Days of the week as buttons, Monday first. */
export function WeekdayChips({
  label,
  value,
  onChange,
}: {
  label: string;
  value: readonly number[];
  onChange: (days: number[]) => void;
}) {
  return (
    <span className={classes['chips']} role="group" aria-label={label}>
      {WEEKDAYS.map((day) => {
        const name = weekdayName(day) ?? String(day);
        const on = value.includes(day);
        return (
          <button
            key={day}
            type="button"
            className={classes['day']}
            aria-pressed={on}
            aria-label={name}
            title={name}
            onClick={() => onChange(WEEKDAYS.filter((other) => (other === day ? !on : value.includes(other))))}
          >
            {name.slice(0, 2)}
          </button>
        );
      })}
    </span>
  );
}

/** Numbers out of a list of who knows what. */
export function numbersIn(value: unknown): number[] {
  return asList(value).filter((entry) => typeof entry === 'number');
}

interface ZonePickProps {
  label: string;
  value: unknown;
  /** `undefined`: that of the journey (or, for the journey itself, UTC). */
  onChange: (value: string | undefined) => void;
  path: string;
  /** What it means when nothing is chosen: "the journey’s zone". */
  otherwise?: string;
  /** Whether "the customer's own" may be chosen. */
  customer?: boolean;
}

const OTHERWISE = '\n';

/** A time zone, by searching for its city. */
export function ZonePick({ label, value, onChange, path, otherwise, customer = false }: ZonePickProps) {
  const { problems, id, invalid, describedBy } = useFieldProblems(path);
  const zone = asText(value);
  const options = useMemo(() => {
    const zones = [...new Set([readerZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
    return [
      ...(otherwise === undefined ? [] : [{ value: OTHERWISE, label: otherwise }]),
      ...(customer ? [{ value: 'customer', label: 'the customer’s own zone' }] : []),
      ...zones.map((name) => ({ value: name, label: name.replaceAll('_', ' '), ...(name === readerZone && { note: 'yours' }) })),
    ];
  }, [otherwise, customer]);
  const text = zone === '' ? (otherwise ?? 'UTC') : zone === 'customer' ? 'the customer’s own zone' : zone.replaceAll('_', ' ');
  return (
    <>
      <SearchPick
        label={label}
        text={text}
        chosen={[zone === '' ? OTHERWISE : zone]}
        options={options}
        invalid={invalid}
        describedBy={describedBy}
        onPick={(picked) => onChange(picked === OTHERWISE ? undefined : picked)}
        nothing="No such time zone"
      />
      <FieldMessages problems={problems} id={id} />
    </>
  );
}
