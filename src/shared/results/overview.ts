import { SUPPRESSION_REASONS, type JourneyResult, type SuppressionReason } from '../simulation/result.js';
import { capitalised } from '../condition/words/text.js';
import type { RunCharts } from '../contract/simulations.js';
import type { JourneyDraft } from '../journey/schema.js';
import { capsOf, emailNodes, goalOf, nodeTitles, quietHoursOf } from './journey.js';
import { formatCount, formatNumber, formatDay } from '../format.js';
import { share } from './share.js';

/** The view models of the overview: pure functions of a run's counts and the journey's draft. */

export interface FunnelStep {
  key: string;
  kind: 'entered' | 'email' | 'goal';
  label: string;
  count: number;
  /** The e-mail node behind the step. */
  node?: string;
}

/** Entered → each e-mail in graph order → goal. An e-mail that was added after the run is left out. */
export function funnelSteps(result: JourneyResult, draft: JourneyDraft, { perNode }: Pick<RunCharts, 'perNode'>): FunnelStep[] {
  const goal = goalOf(draft);
  const titles = nodeTitles(draft);
  const mails = emailNodes(draft).flatMap((node): FunnelStep[] => {
    const count = Object.hasOwn(perNode, node.id) ? perNode[node.id]?.sent : undefined;
    return count === undefined
      ? []
      : [{ key: `email/${node.id}`, kind: 'email', label: titles.get(node.id) ?? node.id, count, node: node.id }];
  });
  return [
    { key: 'entered', kind: 'entered', label: 'Entered', count: result.entries },
    ...mails,
    ...(goal ? [{ key: 'goal', kind: 'goal' as const, label: capitalised(goal.did), count: result.converted }] : []),
  ];
}

/** The line under the funnel. */
export function funnelMeaning(result: JourneyResult): string {
  if (result.entries === 0) return 'No customer entered: nobody in this period did what the trigger asks for.';
  const customers = formatCount(result.customers, 'customer', 'customers');
  const entries = result.entries === result.customers ? 'entered once each' : `entered ${formatNumber(result.entries)} times`;
  const active = result.active > 0 ? `; ${formatNumber(result.active)} still on the way` : '';
  return `${customers} ${entries}${active}.`;
}

export interface HeldBackRow {
  key: SuppressionReason | 'delayed';
  label: string;
  count: number;
}

export const REASON_LABELS: Record<SuppressionReason, string> = {
  consent: 'No consent',
  frequencyCap: 'Frequency cap',
  noAddress: 'No address',
};

/** Messages held back for good, by reason, and those that waited out quiet hours, whatever became of them then. */
export function heldBackRows(result: JourneyResult, { delayed }: Pick<RunCharts, 'delayed'>): HeldBackRow[] {
  const held = SUPPRESSION_REASONS.map((key) => ({ key, label: REASON_LABELS[key], count: result.messages.suppressed[key] }));
  return [...held, { key: 'delayed', label: 'Quiet hours', count: delayed }];
}

/** How many messages were held back for good. */
export function suppressedCount(result: JourneyResult): number {
  return SUPPRESSION_REASONS.reduce((sum, reason) => sum + result.messages.suppressed[reason], 0);
}

/** The line under the reasons. */
export function heldBackMeaning(result: JourneyResult, charts: Pick<RunCharts, 'delayed'>, draft: JourneyDraft): string {
  const held = suppressedCount(result);
  const all = result.messages.sent + held;
  if (all === 0) return 'No e-mail was reached, so none could be held back.';
  const first =
    held === 0 ? 'Nothing was held back' : `${share(held, all)} of ${formatCount(all, 'message', 'messages')} never left`;
  const later = quietHoursWords(result.messages.delayed, charts.delayed, quietHoursOf(draft));
  return [first, ...later].join('; ') + '.';
}

/** @param delayed messages that came into quiet hours. @param listed those of them that came out of them. */
function quietHoursWords(delayed: number, listed: number, quiet: string | undefined): string[] {
  if (quiet === undefined) return [];
  const gone = delayed - listed;
  return [
    ...(listed > 0 ? [`${formatNumber(listed)} waited out quiet hours (${quiet})`] : []),
    ...(gone > 0 ? [`${formatNumber(gone)} never came out of them, because the journey or the period ended first`] : []),
  ];
}

/** The day with the most sent messages; the earliest of several. */
export function busiestDay(charts: Pick<RunCharts, 'perDay'>): { day: string; sent: number } | undefined {
  return charts.perDay.reduce<{ day: string; sent: number } | undefined>(
    (best, { day, sent }) => (sent > (best?.sent ?? 0) ? { day, sent } : best),
    undefined,
  );
}

/** The line under the e-mails per day. */
export function perDayMeaning(charts: Pick<RunCharts, 'perDay' | 'zone'>): string {
  const busiest = busiestDay(charts);
  if (!busiest) return 'No e-mail was sent in this period.';
  const sent = charts.perDay.reduce((sum, day) => sum + day.sent, 0);
  const average = formatNumber(sent / charts.perDay.length, 1);
  return `Busiest ${formatDay(busiest.day, 'weekday')} (${charts.zone}) with ${formatCount(busiest.sent, 'e-mail', 'e-mails')}; ${average} a day on average.`;
}

export interface PerCustomerBar {
  label: string;
  /** Numbers of messages, both inclusive; `to` is absent for "or more". */
  from: number;
  to?: number;
  customers: number;
}

const MOST_BARS = 12;

/** Customers by the number of messages they got, those with none left out; beyond twelve bars the rest is one "13 or more". */
export function perCustomerBars(charts: Pick<RunCharts, 'perCustomer'>): PerCustomerBar[] {
  const rows = charts.perCustomer.filter(({ messages }) => messages > 0);
  const shown = rows
    .slice(0, MOST_BARS)
    .map(({ messages, customers }) => ({ label: formatNumber(messages), from: messages, to: messages, customers }));
  const rest = rows.slice(MOST_BARS);
  const [first] = rest;
  if (!first) return shown;
  const customers = rest.reduce((sum, row) => sum + row.customers, 0);
  return [...shown, { label: `${formatNumber(first.messages)} or more`, from: first.messages, customers }];
}

/** The line under the messages per customer. */
export function perCustomerMeaning(charts: Pick<RunCharts, 'mostInAWeek'>, draft: JourneyDraft): string {
  const caps = capsOf(draft);
  const cap = caps ? ` (cap ${caps})` : ' (no frequency cap is set)';
  return `Most e-mails to one customer in any 7 days: ${formatNumber(charts.mostInAWeek)}${cap}.`;
}
