import type { EndReason, JourneyResult } from '../simulation/result.js';
import { END_REASONS } from '../simulation/result.js';
import type { JourneyDraft } from '../journey/schema.js';
import { emailNodes, goalOf, holdoutPercentOf, nodeTitles } from './journey.js';
import { formatCount, formatNumber } from '../format.js';
import { share } from './share.js';

/** What became of the entries: conversions, holdout, how journeys ended, and A/B variants. */

/**
 * The honest line of every conversion (semantics §6): a replay shows what customers did by themselves, never that a
 * message caused it.
 */
export const REPLAY_LINE = 'A replay: these customers ordered by themselves.';

/** `REPLAY_LINE` where the goal is not an order. */
export function replayLine(draft: JourneyDraft): string {
  const goal = goalOf(draft);
  return !goal || goal.order ? REPLAY_LINE : 'A replay: these customers did so by themselves.';
}

export interface ConversionGroup {
  key: 'journey' | 'holdout';
  label: string;
  entries: number;
  converted: number;
  share: string;
}

/** Entries and conversions of the journey, and of the holdout where the journey has one. */
export function conversionGroups(result: JourneyResult, draft: JourneyDraft): ConversionGroup[] {
  const group = (key: ConversionGroup['key'], label: string, entries: number, converted: number): ConversionGroup => ({
    key,
    label,
    entries,
    converted,
    share: share(converted, entries),
  });
  const groups = [group('journey', 'In the journey', result.entries, result.converted)];
  const percent = holdoutPercentOf(draft);
  if (result.heldOut === 0 && percent === 0) return groups;
  return [...groups, group('holdout', `Held out (${share(percent, 100)})`, result.heldOut, result.heldOutConverted)];
}

/** The line under the conversions; with a holdout it also says why the two groups must not be compared. */
export function conversionMeaning(result: JourneyResult, draft: JourneyDraft): string {
  const line = replayLine(draft);
  const holdout = result.heldOut > 0 || holdoutPercentOf(draft) > 0;
  return holdout
    ? `${line} Nobody in a replay was really written to, so a difference between the groups is chance, not effect.`
    : line;
}

/** What became of entries, in words. */
export const END_LABELS: Record<EndRow['key'], string> = {
  active: 'Still on the way',
  end: 'Came to the end',
  goal: 'Reached the goal',
  exitWhen: 'Left by the exit rule',
  exit: 'Met an exit',
  loop: 'Stopped in a loop',
};

export interface EndRow {
  key: EndReason | 'active';
  label: string;
  count: number;
}

/** How entries ended, and those still under way; rows with nobody are left out. */
export function endRows(result: JourneyResult): EndRow[] {
  const ended = END_REASONS.map((key): EndRow => ({ key, label: END_LABELS[key], count: result.exits[key] }));
  const rows = [...ended, { key: 'active' as const, label: END_LABELS.active, count: result.active }];
  return rows.filter((row) => row.count > 0);
}

/** The line under the ends. */
export function endMeaning(result: JourneyResult): string {
  if (result.entries === 0) return 'No entry began, so none ended.';
  const overflow =
    result.overflow > 0
      ? ` ${formatCount(result.overflow, 'firing', 'firings')} past 1 000 entries of one customer ${result.overflow === 1 ? 'was' : 'were'} not counted.`
      : '';
  const goal =
    result.exits.goal > 0
      ? `${share(result.exits.goal, result.entries)} left early by the goal.`
      : `${formatNumber(result.entries)} entries in all.`;
  return `${goal}${overflow}`;
}

export interface VariantRow {
  key: string;
  node: string;
  variant: string;
  label: string;
  sent: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
}

/** The variants of e-mails that have any, in graph order. */
export function variantRows(result: JourneyResult, draft: JourneyDraft): VariantRow[] {
  const titles = nodeTitles(draft);
  return emailNodes(draft).flatMap((node) => {
    const variants = Object.entries(result.messages.byVariant[node.id] ?? {}).filter(([variant]) => variant !== '');
    return variants.map(([variant, counts]) => ({
      key: `${node.id}/${variant}`,
      node: node.id,
      variant,
      label: `${titles.get(node.id) ?? node.id} · ${variant}`,
      ...counts,
    }));
  });
}
