import { NumberInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { valueFault, valueText, type JourneyNumber } from '../../../../shared/journey/numbers/numbers.js';

interface ValueInputProps {
  number: JourneyNumber;
  label: string;
  value: number;
  onChange: (value: number) => void;
  /** Whether the value is not one of the number but a distance between two. */
  step?: boolean;
  error?: ReactNode;
}

/** “48 hours” → “ hours”. */
function suffixOf(number: JourneyNumber, value: number): string {
  if (number.unit === 'clock') return ' h';
  return valueText(number, value).slice(String(value).length);
}

/** `"21:30"` → 21.5. */
function hoursOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return (hours ?? Number.NaN) + (minutes ?? Number.NaN) / 60;
}

/** A field for a value of one of the journey's numbers, with its unit. */
export function ValueInput({ number, label, value, onChange, step = false, error }: ValueInputProps) {
  const fault = step || Number.isNaN(value) ? undefined : valueFault(number, value);
  if (number.unit === 'clock' && !step) {
    return (
      <TextInput
        type="time"
        size="xs"
        w="6.5rem"
        aria-label={label}
        value={Number.isNaN(value) ? '' : valueText(number, value)}
        error={error ?? fault}
        onChange={(event) => onChange(hoursOf(event.currentTarget.value))}
      />
    );
  }
  return (
    <NumberInput
      size="xs"
      w={step ? '5rem' : '6rem'}
      hideControls
      aria-label={label}
      value={Number.isNaN(value) ? '' : value}
      suffix={suffixOf(number, value)}
      allowDecimal={!number.whole}
      allowNegative={number.min < 0}
      step={number.unit === 'clock' ? 0.5 : 1}
      error={error ?? fault}
      onChange={(next) => onChange(typeof next === 'number' ? next : Number.NaN)}
    />
  );
}
