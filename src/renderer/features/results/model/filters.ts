import type { MessageFilter } from '../../../../shared/contract/simulations.js';
import type { SuppressionReason } from '../../../../shared/simulation/result.js';
import { formatPeriod } from '../../../ui/format.js';
import { formatDay, startOfDay } from './dates.js';

/** Which messages the table shows. Everything absent means all. */
export interface MessageView {
  status?: 'sent' | 'suppressed' | undefined;
  reason?: SuppressionReason | undefined;
  node?: string | undefined;
  userId?: string | undefined;
  days?: DayFilter | undefined;
}

/** Whole calendar days, both inclusive, in a zone: charts count UTC days, the form takes the journey's. */
export interface DayFilter {
  from: string;
  to: string;
  zone: string;
}

/** The contract's filter for what the table shows. A reason implies held-back messages. */
export function toMessageFilter(journey: string, view: MessageView): MessageFilter {
  const { status, reason, node, userId, days } = view;
  const wanted = reason ? 'suppressed' : status;
  return {
    journey,
    ...(wanted && { status: wanted }),
    ...(reason && { reason }),
    ...(node && { node }),
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
