import { useState, type KeyboardEvent } from 'react';
import classes from './fields.module.css';

interface NumberFieldProps {
  label: string;
  value: number | undefined;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  /** Only whole numbers. */
  whole?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
}

function parsed(text: string, { min, max, whole }: Pick<NumberFieldProps, 'min' | 'max' | 'whole'>): number | undefined {
  const number = text.trim() === '' ? NaN : Number(text.replace(',', '.'));
  if (!Number.isFinite(number) || (whole && !Number.isInteger(number))) return undefined;
  if ((min !== undefined && number < min) || (max !== undefined && number > max)) return undefined;
  return number;
}

/** A number inside a sentence. What is no number is not taken over, and gives way to the last one on leaving the field. */
export function NumberField({ label, value, onChange, min, max, whole = false, invalid = false, describedBy }: NumberFieldProps) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const [shown, setShown] = useState(value);
  const limits = { ...(min !== undefined && { min }), ...(max !== undefined && { max }), whole };
  if (shown !== value) {
    // The number changed from outside (undo), or is what was just typed: then the letters stay as they are ("1.0").
    setShown(value);
    if (parsed(text, limits) !== value) setText(value === undefined ? '' : String(value));
  }
  const number = parsed(text, limits);
  const commit = (next: string) => {
    setText(next);
    const typed = parsed(next, limits);
    if (typed !== undefined && typed !== value) onChange(typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = String(Math.round(((value ?? 0) + step * (event.shiftKey ? 10 : 1)) * 1e6) / 1e6);
    if (parsed(next, limits) !== undefined) commit(next);
  };
  return (
    <input
      data-document
      className={classes['number']}
      inputMode={whole ? 'numeric' : 'decimal'}
      aria-label={label}
      value={text}
      autoComplete="off"
      style={{ width: `${String(Math.max(2, text.length) + 2.2)}ch` }}
      aria-invalid={invalid || number === undefined || undefined}
      aria-describedby={describedBy}
      onChange={(event) => commit(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => setText(value === undefined ? '' : String(value))}
    />
  );
}
