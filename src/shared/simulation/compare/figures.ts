import type { JourneyResult } from '../result.js';
import type { Reach } from './reach.js';

/** The figures that tell two runs of journeys apart, in the order in which they are read. */
export const FIGURES = [
  'entries',
  'customers',
  'heldOut',
  'sent',
  'messaged',
  'bought',
  'suppressed',
  'consent',
  'frequencyCap',
  'noAddress',
  'delayed',
  'converted',
  'heldOutConverted',
  'opened',
  'clicked',
  'unsubscribed',
  'end',
  'goal',
  'exitWhen',
  'exit',
  'loop',
  'active',
] as const;
export type FigureName = (typeof FIGURES)[number];
export type Figures = Readonly<Record<FigureName, number>>;

/** The figures of one run of a journey. */
export function figuresOf(result: JourneyResult, { messaged, bought }: Pick<Reach, 'messaged' | 'bought'>): Figures {
  const { entries, customers, heldOut, converted, heldOutConverted, active, exits, messages } = result;
  const { sent, suppressed, delayed, opened, clicked, unsubscribed } = messages;
  return {
    entries,
    customers,
    heldOut,
    sent,
    messaged,
    bought,
    suppressed: suppressed.consent + suppressed.frequencyCap + suppressed.noAddress,
    ...suppressed,
    delayed,
    converted,
    heldOutConverted,
    opened,
    clicked,
    unsubscribed,
    ...exits,
    active,
  };
}

export interface FigureDifference {
  name: FigureName;
  before: number;
  after: number;
}

/** Every figure of two runs side by side. */
export function figureDifferences(before: Figures, after: Figures): FigureDifference[] {
  return FIGURES.map((name) => ({ name, before: before[name], after: after[name] }));
}
