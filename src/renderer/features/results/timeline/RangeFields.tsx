import { TextInput } from '@mantine/core';
import type { RunCharts } from '../../../../shared/contract/simulations.js';
import type { DayRange } from '../../../../shared/results/timeline.js';
import classes from './timeline.module.css';

interface RangeFieldsProps {
  days: RunCharts['perDay'];
  zone: string;
  range: DayRange;
  onChange: (range: DayRange) => void;
}

/** The first and last day that show, as fields: the zoom for the keyboard. */
export function RangeFields({ days, zone, range, onChange }: RangeFieldsProps) {
  const [min, max] = [days[0]?.day, days.at(-1)?.day];
  const placeOf = (day: string): number => days.findIndex((candidate) => candidate.day === day);
  const change = (end: 'first' | 'last', day: string): void => {
    const place = placeOf(day);
    if (place < 0) return;
    onChange(
      end === 'first'
        ? { first: place, last: Math.max(place, range.last) }
        : { first: Math.min(place, range.first), last: place },
    );
  };
  return (
    <div className={classes['fields']} role="group" aria-label={`Days that show (${zone})`}>
      <TextInput
        type="date"
        size="xs"
        aria-label="First day"
        min={min}
        max={max}
        value={days[range.first]?.day ?? ''}
        onChange={(event) => change('first', event.currentTarget.value)}
      />
      <span aria-hidden>–</span>
      <TextInput
        type="date"
        size="xs"
        aria-label="Last day"
        min={min}
        max={max}
        value={days[range.last]?.day ?? ''}
        onChange={(event) => change('last', event.currentTarget.value)}
      />
    </div>
  );
}
