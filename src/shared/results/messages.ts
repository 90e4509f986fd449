import type { MessageFilter } from '../contract/simulations.js';
import type { SuppressionReason } from '../simulation/result.js';
import { formatPeriod, formatDay } from '../format.js';
import { startOfDay } from './dates.js';

/** Which messages the table shows. Everything absent means all. */
export interface MessageView {
  status?: 'sent' | 'suppressed' | undefined;
  reason?: SuppressionReason | undefined;
  /** Those that waited out quiet hours. */
  delayed?: true | undefined;
  node?: string | undefined;
  userId?: string | undefined;
  variant?: string | undefined;
  days?: DayFilter | undefined;
  /** An hour of the day, 0 … 23, in a zone. */
  hour?: { hour: number; zone: string } | undefined;
}

/** Whole calendar days, both inclusive, in a zone. */
export interface DayFilter {
  from: string;
  to: string;
  zone: string;
}

/** The contract's filter for what the table shows. A reason implies held-back messages. */
export function toMessageFilter(journey: string, view: MessageView): MessageFilter {
  const { status, reason, delayed, node, variant, userId, days, hour } = view;
  const wanted = reason ? 'suppressed' : status;
  return {
    journey,
    ...(wanted && { status: wanted }),
    ...(reason && { reason }),
    ...(delayed && { delayed }),
    ...(node && { node }),
    ...(variant && { variant }),
    ...(hour && { hour }),
    ...(userId && { userId }),
    ...(days && { from: startOfDay(days.from, days.zone), to: startOfDay(days.to, days.zone, 1) }),
  };
}

/** Whether anything is filtered at all. */
export function isFiltered(view: MessageView): boolean {
  return Object.values(view).some((value) => value !== undefined);
}

/** A day filter in words, its zone named. */
export function dayFilterWords({ from, to, zone }: DayFilter): string {
  const span = from === to ? formatDay(from, 'medium') : formatPeriod(from, to, 'UTC');
  return `${span} (${zone})`;
}

/** A day filter from the two fields of the form; an empty field takes the other's day, a reversed range is turned round. */
export function dayFilterFrom(from: string, to: string, zone: string): DayFilter | undefined {
  const days = [from, to].filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)).sort();
  const [first, last = first] = days;
  return first === undefined || last === undefined ? undefined : { from: first, to: last, zone };
}

/** An hour of the day in words, its zone named: "07:00 – 08:00 (Europe/Berlin)". */
export function hourWords({ hour, zone }: NonNullable<MessageView['hour']>): string {
  const clock = (value: number): string => `${String(value % 24).padStart(2, '0')}:00`;
  return `${clock(hour)} – ${clock(hour + 1)} (${zone})`;
}
