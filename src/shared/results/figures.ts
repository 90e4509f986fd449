import { capitalised } from '../condition/words/text.js';
import type { Outcomes, Overlap, Paths } from '../contract/results.js';
import type { RunCharts } from '../contract/simulations.js';
import { formatDay, formatDuration, formatNumber, formatPeriod } from '../format.js';
import type { JourneyDraft } from '../journey/schema.js';
import type { JourneyResult } from '../simulation/result.js';
import { binDays, type DayBin } from './bins.js';
import type { Behind, Figure, FigureRow, MatrixFigure, Tone } from './figure.js';
import { goalOf } from './journey.js';
import { conversionGroups, conversionMeaning, endMeaning, endRows, replayLine, type EndRow } from './outcome.js';
import {
  funnelMeaning,
  funnelSteps,
  heldBackMeaning,
  heldBackRows,
  perCustomerBars,
  perCustomerMeaning,
  perDayMeaning,
  type FunnelStep,
  type HeldBackRow,
} from './overview.js';
import { share } from './share.js';
import { HOUR_LABELS, hoursMeaning } from './timeline.js';

/** The charts of a run as data: what the window draws and opens, and what a report prints. */

/** One journey's part of a run, as every figure needs it. */
export interface RunView {
  draft: JourneyDraft;
  result: JourneyResult;
  charts: RunCharts;
}

const customers = (group: Extract<Behind, { kind: 'customers' }>['group'], words: string): Behind => ({
  kind: 'customers',
  group,
  words,
});

/** Days in words: one day with its weekday, several as a period. */
export function binLabel({ from, to }: Pick<DayBin, 'from' | 'to'>): string {
  return from === to ? formatDay(from, 'weekday') : formatPeriod(from, to, 'UTC');
}

/** E-mails sent per day of the period; by weeks where there are many days. */
export function perDayFigure({ charts }: RunView): Figure {
  const { bins, unit } = binDays(charts.perDay);
  return {
    key: 'e-mails-per-day',
    title: `E-mails per ${unit}`,
    meaning: perDayMeaning(charts),
    shape: 'columns',
    head: [`${unit === 'day' ? 'Day' : 'Days'} (${charts.zone})`, 'Sent'],
    tones: ['message'],
    rows: bins.map((bin) => ({
      key: bin.from,
      axis: formatDay(bin.from, 'short'),
      label: binLabel(bin),
      values: [bin.sent],
      behind: { kind: 'messages', view: { status: 'sent', days: { from: bin.from, to: bin.to, zone: charts.zone } } },
    })),
  };
}

/** Messages of each day of the period, sent and held back. */
export function messagesPerDayFigure({ charts }: RunView): Figure {
  return {
    key: 'messages-per-day',
    title: 'Messages per day',
    meaning: perDayMeaning(charts),
    shape: 'columns',
    head: [`Day (${charts.zone})`, 'Sent', 'Held back'],
    tones: ['message', 'warning'],
    rows: charts.perDay.map(({ day, sent, suppressed }) => ({
      key: day,
      axis: formatDay(day, 'short'),
      label: formatDay(day, 'full'),
      values: [sent, suppressed],
      behind: { kind: 'messages', view: { days: { from: day, to: day, zone: charts.zone } } },
    })),
  };
}

/** Sent e-mails by the hour of the journey's clock. */
export function perHourFigure({ charts }: RunView): Figure {
  return {
    key: 'e-mails-per-hour',
    title: 'By hour of the day',
    meaning: hoursMeaning(charts),
    shape: 'columns',
    head: [`From (${charts.zone})`, 'Sent'],
    tones: ['message'],
    rows: HOUR_LABELS.map((label, hour) => ({
      key: label,
      axis: label.slice(0, 2),
      label: `${label} – ${HOUR_LABELS[(hour + 1) % 24] ?? ''}`,
      values: [charts.perHour[hour] ?? 0],
      behind: { kind: 'messages', view: { status: 'sent', hour: { hour, zone: charts.zone } } },
    })),
  };
}

const FUNNEL_TONES: Record<FunnelStep['kind'], Tone> = { entered: 'intent', email: 'message', goal: 'purchase' };

function behindStep(step: FunnelStep): Behind {
  if (step.kind === 'email') return { kind: 'messages', view: { status: 'sent', node: step.node } };
  return step.kind === 'goal' ? customers({ kind: 'converted' }, 'Reached the goal') : customers({ kind: 'entered' }, 'Entered');
}

/** Where they went: entries, each e-mail in the order of the journey, the goal. */
export function funnelFigure({ draft, result, charts }: RunView): Figure {
  const steps = funnelSteps(result, draft, charts);
  const goal = steps.some(({ kind }) => kind === 'goal');
  return {
    key: 'funnel',
    title: 'Where they went',
    meaning: `${funnelMeaning(result)} ${goal ? replayLine(draft) : 'The journey has no goal, so conversions are not counted.'}`,
    shape: 'bars',
    head: ['Step', 'Count'],
    tones: ['message'],
    rows: steps.map((step) => ({
      key: step.key,
      label: step.label,
      values: [step.count],
      tone: FUNNEL_TONES[step.kind],
      note: step.kind === 'goal' ? share(step.count, result.entries) : undefined,
      behind: behindStep(step),
    })),
  };
}

/** The funnel by stage: how many entries came to each stage, as shares of all; `undefined` where the journey has no stages. */
export function stagesFigure({ draft, result }: RunView, { stages }: Pick<Paths, 'stages'>): Figure | undefined {
  if (stages.length === 0) return undefined;
  const goal = goalOf(draft);
  const row = (key: string, label: string, count: number, tone: Tone, behind: Behind): FigureRow => ({
    key,
    label,
    values: [count],
    tone,
    note: share(count, result.entries),
    behind,
  });
  return {
    key: 'funnel-by-stage',
    title: 'Funnel by stage',
    meaning: `${funnelMeaning(result)} ${goal ? replayLine(draft) : ''}`.trim(),
    shape: 'bars',
    head: ['Stage', 'Entries'],
    tones: ['engagement'],
    rows: [
      row('entered', 'Entered', result.entries, 'intent', customers({ kind: 'entered' }, 'Entered')),
      ...stages.map(({ name, entries }) =>
        row(
          `stage/${name}`,
          capitalised(name),
          entries,
          'engagement',
          customers({ kind: 'stage', stage: name }, `Came to “${capitalised(name)}”`),
        ),
      ),
      ...(goal
        ? [row('goal', capitalised(goal.did), result.converted, 'purchase', customers({ kind: 'converted' }, 'Reached the goal'))]
        : []),
    ],
  };
}

function heldBackRow({ key, label, count }: HeldBackRow): FigureRow {
  const isDelay = key === 'delayed';
  const behind: Behind = { kind: 'messages', view: isDelay ? { delayed: true } : { status: 'suppressed', reason: key } };
  const look = isDelay ? ({ tone: 'wait', note: 'later' } as const) : ({ tone: 'warning' } as const);
  return { key, label, values: [count], ...look, behind: count > 0 ? behind : undefined };
}

/** Messages held back by reason, and those that quiet hours moved to later. */
export function heldBackFigure({ draft, result, charts }: RunView): Figure {
  return {
    key: 'held-back',
    title: 'Held back',
    meaning: heldBackMeaning(result, charts, draft),
    shape: 'bars',
    head: ['Reason', 'Messages'],
    tones: ['warning'],
    rows: heldBackRows(result, charts).map(heldBackRow),
  };
}

/** How many e-mails each customer got. */
export function perCustomerFigure({ draft, charts }: RunView): Figure {
  return {
    key: 'e-mails-per-customer',
    title: 'E-mails per customer',
    meaning: perCustomerMeaning(charts, draft),
    shape: 'columns',
    head: ['E-mails', 'Customers'],
    tones: ['engagement'],
    rows: perCustomerBars(charts).map(({ label, from, to, customers: count }) => ({
      key: label,
      axis: label,
      label: label === '1' ? '1 e-mail' : `${label} e-mails`,
      values: [count],
      behind: customers(
        { kind: 'sent', from, ...(to !== undefined && { to }) },
        `Got ${label === '1' ? '1 e-mail' : `${label} e-mails`}`,
      ),
    })),
  };
}

/** Entries that reached the goal, of the journey and of its holdout; `undefined` where the journey has no goal. */
export function conversionFigure({ draft, result }: RunView): Figure | undefined {
  const goal = goalOf(draft);
  if (!goal) return undefined;
  return {
    key: 'conversions',
    title: `${capitalised(goal.did)} within ${goal.within}`,
    meaning: conversionMeaning(result, draft),
    shape: 'bars',
    head: ['Group', 'Entries with the goal'],
    tones: ['purchase'],
    rows: conversionGroups(result, draft).map(({ key, label, entries, converted, share: part }) => ({
      key,
      label,
      values: [converted],
      tone: key === 'holdout' ? 'end' : 'purchase',
      note: `of ${formatNumber(entries)} · ${part}`,
      behind:
        key === 'holdout'
          ? customers({ kind: 'converted', heldOut: true }, 'Held out, did so anyway')
          : customers({ kind: 'converted' }, 'Reached the goal'),
    })),
  };
}

const END_TONES: Partial<Record<EndRow['key'], Tone>> = { goal: 'purchase', active: 'wait', loop: 'error' };

/** How the entries ended. */
export function endsFigure({ result }: RunView): Figure {
  return {
    key: 'ends',
    title: 'How it ended',
    meaning: endMeaning(result),
    shape: 'bars',
    head: ['End', 'Entries'],
    tones: ['end'],
    rows: endRows(result).map(({ key, label, count }) => ({
      key,
      label,
      values: [count],
      tone: END_TONES[key] ?? 'end',
      note: share(count, result.entries),
      behind: customers({ kind: 'ended', end: key }, label),
    })),
  };
}

/** How long entries took to the goal; `undefined` where the journey has none. */
export function goalTimesFigure({ draft }: RunView, { goalTimes, quartiles, converted }: Outcomes): Figure | undefined {
  const goal = goalOf(draft);
  if (!goal) return undefined;
  const [quarter = 0, half = 0, most = 0] = quartiles ?? [];
  const meaning = quartiles
    ? `Half within ${formatDuration(half)}, the middle half between ${formatDuration(quarter)} and ${formatDuration(most)}; ${formatNumber(converted.entries)} in all.`
    : 'Nobody reached the goal in this period.';
  return {
    key: 'time-to-goal',
    title: 'From entry to goal',
    meaning: `${meaning} ${quartiles ? replayLine(draft) : ''}`.trim(),
    shape: 'columns',
    head: ['Time since entering', 'Entries'],
    tones: ['purchase'],
    rows: goalTimes.map(({ from, to, entries }) => {
      const label = from === 0 ? `within ${formatDuration(to)}` : `${formatDuration(from)} – ${formatDuration(to)}`;
      return {
        key: String(from),
        axis: from === 0 ? '0' : formatDuration(from),
        label: capitalised(label),
        values: [entries],
        behind: customers({ kind: 'converted', from, to }, `Reached the goal ${label} after entering`),
      };
    }),
  };
}

/** Which customers several journeys message. */
export function overlapFigure(
  { journeys, customers: counts, byCount }: Overlap,
  nameOf: (journey: string) => string,
): MatrixFigure {
  const several = byCount.slice(1).reduce((sum, count) => sum + count, 0);
  const all = byCount.reduce((sum, count) => sum + count, 0);
  const most = byCount.findLastIndex((count) => count > 0) + 1;
  const meaning =
    several === 0
      ? 'No customer is messaged by more than one of these journeys.'
      : `${formatNumber(several)} of ${formatNumber(all)} customers who got something (${share(several, all)}) are messaged by more than one journey${most > 2 ? `, ${formatNumber(byCount[most - 1] ?? 0)} by ${formatNumber(most)}` : ''}.`;
  return {
    key: 'overlap',
    title: 'Overlap between journeys',
    meaning,
    labels: journeys.map(nameOf),
    cells: counts.map((row, first) =>
      row.map((count, second) => {
        const wanted = [...new Set([journeys[first] ?? '', journeys[second] ?? ''])];
        const words = `Messaged by ${wanted.map((id) => `“${nameOf(id)}”`).join(' and ')}`;
        return { count, behind: customers({ kind: 'messaged', journeys: wanted }, words) };
      }),
    ),
  };
}
