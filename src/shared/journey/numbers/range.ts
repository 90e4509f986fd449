import { isLength, valueFault, type JourneyNumber } from './number.js';

/** Values from one to another in even steps. */
export interface NumberRange {
  from: number;
  to: number;
  step: number;
}

/** More values of one number than this are a film, not a curve. */
export const MOST_VALUES = 25;
/** How many values are proposed below and above the present one. */
const BELOW = 3;
const ABOVE = 4;

/** Steps that people count in, by unit; for other units and larger numbers 1, 2 and 5 of each power of ten. */
const STEPS: Partial<Record<JourneyNumber['unit'], readonly number[]>> = {
  h: [1, 2, 3, 6, 12, 24, 48],
  m: [1, 2, 5, 10, 15, 30, 60],
  s: [1, 2, 5, 10, 15, 30, 60],
  d: [1, 2, 7, 14, 30],
  clock: [0.5, 1],
};

function niceStep({ unit, whole, value }: JourneyNumber): number {
  const wanted = Math.abs(value) / (BELOW + 1);
  const common = STEPS[unit]?.findLast((step) => step <= wanted * 1.2);
  if (common !== undefined && wanted <= common * 4) return common;
  if (STEPS[unit] && wanted < 1) return unit === 'clock' ? 1 : (STEPS[unit][0] ?? 1);
  const power = 10 ** Math.floor(Math.log10(Math.max(wanted, Number.MIN_VALUE)));
  const nice = [5, 2, 1].map((digit) => digit * power).find((step) => step <= wanted * 1.2) ?? power;
  return whole ? Math.max(1, Math.round(nice)) : wanted === 0 ? 1 : nice;
}

/** Away from the digits that binary fractions leave behind. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Whether a value is worth a try: a wait of no time is another journey. */
function isWorthATry({ unit, min, max }: JourneyNumber, value: number): boolean {
  return value >= min && value <= max && (value > 0 || !isLength(unit));
}

/** A range around the present value of a number that shows what the number does. */
export function proposedRange(number: JourneyNumber): NumberRange {
  const step = number.unit === 'clock' ? 1 : niceStep(number);
  let from = number.value;
  for (let place = 0; place < BELOW && isWorthATry(number, tidy(from - step)); place++) from = tidy(from - step);
  let to = number.value;
  for (let place = 0; place < ABOVE && isWorthATry(number, tidy(to + step)); place++) to = tidy(to + step);
  return { from, to, step };
}

/** How many even steps a range has, past any bound counted as one too many. */
function stepsOf({ from, to, step }: NumberRange): number {
  return Math.min(MOST_VALUES + 1, Math.floor((to - from) / step + 1e-9) + 1);
}

/** The values of a range in order, the present one among them where it lies inside. The range must be without fault. */
export function valuesOf(number: JourneyNumber, range: NumberRange): number[] {
  const values = new Set(Array.from({ length: stepsOf(range) }, (_, place) => tidy(range.from + place * range.step)));
  if (number.value >= range.from && number.value <= range.to) values.add(number.value);
  return [...values].sort((a, b) => a - b);
}

/** Why a range can't be tried, as a sentence; `undefined` when it can. */
export function rangeFault(number: JourneyNumber, range: NumberRange, most = MOST_VALUES): string | undefined {
  const { from, to, step } = range;
  const fault = valueFault(number, from) ?? valueFault(number, to);
  if (fault !== undefined) return fault;
  if (to <= from) return 'The last value must be greater than the first.';
  if (!(step > 0)) return 'The step must be greater than 0.';
  if (number.whole && !Number.isInteger(step)) return 'The step must be a whole number.';
  return valuesOf(number, range).length > most ? `These are more than ${String(most)} values. Take a larger step.` : undefined;
}
