import { splitDuration, type DurationUnit } from '../../../../../shared/condition/duration.js';
import { useFieldProblems } from './claims.js';
import { FieldMessages } from './FieldMessages.js';
import { NumberField } from './NumberField.js';
import { Pick, type PickOption } from './Pick.js';
import { asText } from './read.js';
import { TryValues } from './TryValues.js';

const UNITS: readonly (readonly [DurationUnit, string, string])[] = [
  ['m', 'minute', 'minutes'],
  ['h', 'hour', 'hours'],
  ['d', 'day', 'days'],
  ['w', 'week', 'weeks'],
  ['s', 'second', 'seconds'],
  ['ms', 'millisecond', 'milliseconds'],
];

function unitOptions(amount: number): PickOption<DurationUnit>[] {
  return UNITS.map(([value, one, many]) => ({ value, label: amount === 1 ? one : many }));
}

interface DurationFieldProps {
  label: string;
  value: unknown;
  onChange: (value: string) => void;
  path: string;
}

/** A length of time: a number and its unit. */
export function DurationField({ label, value, onChange, path }: DurationFieldProps) {
  const { problems, id, invalid, describedBy } = useFieldProblems(path);
  const parts = splitDuration(asText(value));
  const unit = parts?.unit ?? 'd';
  return (
    <>
      <NumberField
        label={`${label}, number`}
        value={parts?.amount}
        min={0}
        onChange={(amount) => onChange(`${String(amount)}${unit}`)}
        invalid={invalid}
        describedBy={describedBy}
      />
      <Pick
        label={`${label}, unit`}
        value={unit}
        options={unitOptions(parts?.amount ?? 2)}
        onChange={(next) => onChange(`${String(parts?.amount ?? 1)}${next}`)}
      />
      <TryValues path={path} />
      <FieldMessages problems={problems} id={id} />
    </>
  );
}
