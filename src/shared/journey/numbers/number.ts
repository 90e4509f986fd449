import { splitDuration, UNIT_MS, type DurationUnit } from '../../condition/duration.js';
import { durationWords } from '../../condition/words/duration.js';
import { jsonPointer } from '../problem.js';

/** `plain`: a number by itself; `percent`: of 100; `clock`: a time of day in hours, 21.5 being 21:30; else a length of time. */
export type NumberUnit = 'plain' | 'percent' | 'clock' | DurationUnit;

/** A number of a journey that somebody may want to try other values of. */
export interface JourneyNumber {
  /** A JSON pointer (RFC 6901) into the document. */
  path: string;
  /** The step it is a setting of; absent: a setting of the journey. */
  node?: string;
  /** What it is, in words that its value follows: “Times a customer viewed a product, more than”. */
  name: string;
  unit: NumberUnit;
  /** In `unit`. */
  value: number;
  /** The least and the greatest value, in `unit`, and whether only whole numbers make sense. */
  min: number;
  max: number;
  whole: boolean;
}

/** Whether a number is a length of time. */
export function isLength(unit: NumberUnit): unit is DurationUnit {
  return unit in UNIT_MS;
}

/** Another value for a number. */
export interface NumberChange {
  path: string;
  value: number;
}

type Path = readonly PropertyKey[];

const LONGEST_MS = 366_000 * UNIT_MS.d;
const MINUTES_OF_DAY = 1_439;
const MANY = 1_000_000_000;

/** A count of something: 0, 1, 2 … */
export function countNumber(path: Path, name: string, value: number, min = 0): JourneyNumber {
  return { path: jsonPointer(path), name, unit: 'plain', value, min, max: MANY, whole: true };
}

/** An amount of anything. */
export function amountNumber(path: Path, name: string, value: number): JourneyNumber {
  return { path: jsonPointer(path), name, unit: 'plain', value, min: -MANY, max: MANY, whole: false };
}

/** A share of 100. */
export function percentNumber(path: Path, name: string, value: number): JourneyNumber {
  return { path: jsonPointer(path), name, unit: 'percent', value, min: 0, max: 100, whole: false };
}

/** A weight beside other weights. */
export function weightNumber(path: Path, name: string, value: number): JourneyNumber {
  return { path: jsonPointer(path), name, unit: 'plain', value, min: 0, max: MANY, whole: false };
}

/** With fewer than this many of a unit the next finer one tells the values around it apart. */
const FEW = 3;
const FINER: Readonly<Partial<Record<DurationUnit, DurationUnit>>> = { w: 'd', d: 'h', h: 'm', m: 's' };

/** A length of time such as `"2d"`, counted in a unit fine enough to try values around it. */
export function durationNumber(path: Path, name: string, text: string): JourneyNumber[] {
  const parts = splitDuration(text);
  if (!parts) return [];
  const finer = parts.amount < FEW ? FINER[parts.unit] : undefined;
  const unit = finer ?? parts.unit;
  const value = (parts.amount * UNIT_MS[parts.unit]) / UNIT_MS[unit];
  return [{ path: jsonPointer(path), name, unit, value, min: 0, max: LONGEST_MS / UNIT_MS[unit], whole: false }];
}

/** A time of day such as `"21:00"`. */
export function clockNumber(path: Path, name: string, text: string): JourneyNumber {
  const [hours, minutes] = text.split(':').map(Number);
  const value = (hours ?? 0) + (minutes ?? 0) / 60;
  return { path: jsonPointer(path), name, unit: 'clock', value, min: 0, max: MINUTES_OF_DAY / 60, whole: false };
}

function clockText(hours: number): string {
  const minutes = Math.round(hours * 60);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A value of a number as the document writes it: `3`, `"48h"`, `"21:00"`. */
export function documentValue({ unit }: JourneyNumber, value: number): number | string {
  if (unit === 'plain' || unit === 'percent') return value;
  return unit === 'clock' ? clockText(value) : `${String(value)}${unit}`;
}

/** A value of a number as people read it: “3”, “48 hours”, “21:00”, “10 %”. */
export function valueText(number: JourneyNumber, value: number): string {
  if (number.unit === 'percent') return `${String(value)} %`;
  if (number.unit === 'plain' || number.unit === 'clock') return String(documentValue(number, value));
  return durationWords(`${String(value)}${number.unit}`);
}

/** A number with its value, or another one: “Times a customer viewed a product, more than 3”. */
export function numberText(number: JourneyNumber, value = number.value): string {
  return `${number.name} ${valueText(number, value)}`;
}

/** Why a number can't have a value, as a sentence; `undefined` when it can as far as it alone is concerned. */
export function valueFault(number: JourneyNumber, value: number): string | undefined {
  if (!Number.isFinite(value)) return 'This must be a number.';
  if (number.whole && !Number.isInteger(value)) return 'This must be a whole number.';
  if (value < number.min) return `This must be at least ${valueText(number, number.min)}.`;
  if (value > number.max) return `This must be at most ${valueText(number, number.max)}.`;
  const ms = isLength(number.unit) ? value * UNIT_MS[number.unit] : 0;
  return Number.isInteger(ms) ? undefined : 'This must be a whole number of milliseconds.';
}
