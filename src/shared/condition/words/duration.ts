import { splitDuration, UNIT_MS, type DurationUnit } from '../duration.js';
import type { Within } from '../schema.js';

const UNITS: Readonly<Record<DurationUnit, string>> = {
  ms: 'millisecond',
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
};

function amountWords(amount: number, unit: DurationUnit): string {
  return `${amount} ${UNITS[unit]}${amount === 1 ? '' : 's'}`;
}

/** `"48h"` → “48 hours”. A text that is no duration stays as it is. */
export function durationWords(duration: string): string {
  const parts = splitDuration(duration);
  return parts ? amountWords(parts.amount, parts.unit) : duration;
}

/** What follows “the last”: “7 days”, but “hour” for one hour. */
export function lastWords(duration: string): string {
  const parts = splitDuration(duration);
  return parts?.amount === 1 ? UNITS[parts.unit] : durationWords(duration);
}

/** A window (semantics §2): “in the last 7 days”. */
export function windowWords(within: Within | undefined): string {
  if (within === undefined) return '';
  if (within === 'session') return 'in this session';
  return within === 'journey' ? 'since entering the journey' : `in the last ${lastWords(within)}`;
}

/** A measured length of time in its two largest units: “1 day 4 hours”. */
export function msWords(ms: number): string {
  let rest = Math.max(0, Math.round(ms));
  const parts: string[] = [];
  for (const unit of ['d', 'h', 'm', 's', 'ms'] as const) {
    const amount = Math.floor(rest / UNIT_MS[unit]);
    rest -= amount * UNIT_MS[unit];
    if (amount > 0) parts.push(amountWords(amount, unit));
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length > 0 ? parts.join(' ') : '0 seconds';
}
