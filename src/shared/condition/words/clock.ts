import type { Scalar } from '../comparison.js';
import type { ClockLeaf } from '../schema.js';
import { needsWords, predicateWords } from './comparison.js';
import type { LeafWords } from './leaf.js';
import { sentence, valueWords } from './text.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The name of an ISO day of the week, 1 (Monday) … 7. */
export function weekdayName(weekday: Scalar): string | undefined {
  return typeof weekday === 'number' ? WEEKDAYS[weekday - 1] : undefined;
}

/** The time zone of a clock: “in the customer's time zone”. Nothing for the journey's own. */
export function zoneWords(timezone: string | undefined): string {
  if (timezone === undefined) return '';
  return timezone === 'customer' ? 'in the customer’s time zone' : `in the time zone ${timezone}`;
}

function operandWords(clock: ClockLeaf['clock']): (operand: Scalar) => string {
  return (operand) => (clock === 'weekday' ? weekdayName(operand) : undefined) ?? valueWords(operand);
}

const SUBJECT = { hour: 'the hour of the day', weekday: 'the day of the week' } as const;

/** The local hour or day of the week. */
export const clockWords: LeafWords<ClockLeaf> = {
  describe: ({ clock, is, timezone }) => sentence(SUBJECT[clock], predicateWords(is, operandWords(clock)), zoneWords(timezone)),
  observe: ({ clock, is, timezone }, { value }) => {
    const now = value === undefined ? 'unknown' : operandWords(clock)(value);
    return `${sentence(SUBJECT[clock], `is ${now}`, zoneWords(timezone))}, ${needsWords(is, operandWords(clock))}`;
  },
};
