import type { ComparedSide, Comparison } from '../../../../shared/contract/comparisons.js';
import { figureDifferences, figuresOf, type FigureName } from '../../../../shared/simulation/compare/figures.js';
import { purchaseOf } from '../../../../shared/simulation/compare/reach.js';
import { matchSteps } from '../../../../shared/simulation/compare/steps.js';
import { durationWords } from '../../../../shared/condition/words/duration.js';
import { eventWords } from '../../../../shared/condition/words/events.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { nodeTitle } from '../../../../shared/journey/words/node.js';
import { readSettings } from '../../../../shared/journey/words/read.js';
import { formatPercent } from '../../../ui/index.js';

/** A line of the table that holds two runs against each other. */
export interface ComparedRow {
  key: string;
  label: string;
  /** Explains the line where its name is not enough. */
  hint?: string;
  before: number;
  after: number;
  /** Part of the line above it. */
  part?: boolean;
}

export interface ComparedGroup {
  title: string;
  rows: ComparedRow[];
}

const LABELS: Readonly<Record<FigureName, string>> = {
  entries: 'Entries',
  customers: 'Customers',
  heldOut: 'Held out',
  sent: 'Sent',
  messaged: 'Customers messaged',
  bought: 'To people who already bought',
  suppressed: 'Held back',
  consent: 'No consent',
  frequencyCap: 'Frequency cap',
  noAddress: 'No address',
  delayed: 'Delayed by quiet hours',
  converted: 'Conversions reached',
  heldOutConverted: 'Conversions of those held out',
  opened: 'Opened',
  clicked: 'Clicked',
  unsubscribed: 'Unsubscribed',
  end: 'Came to the end',
  goal: 'Left at the goal',
  exitWhen: 'Left by the exit rule',
  exit: 'Met an exit',
  loop: 'Stopped in a loop',
  active: 'Still on the way',
};

const GROUPS: readonly { title: string; figures: readonly FigureName[] }[] = [
  { title: 'People', figures: ['customers', 'entries', 'heldOut'] },
  {
    title: 'Messages',
    figures: ['sent', 'messaged', 'bought', 'suppressed', 'consent', 'frequencyCap', 'noAddress', 'delayed'],
  },
  { title: 'Reactions', figures: ['opened', 'clicked', 'unsubscribed'] },
  { title: 'Outcome', figures: ['converted', 'heldOutConverted', 'goal', 'end', 'exitWhen', 'exit', 'loop', 'active'] },
];
const PARTS: ReadonlySet<FigureName> = new Set(['bought', 'consent', 'frequencyCap', 'noAddress']);
/** Shown also where both sides have none: that nobody is met is worth knowing. */
const ALWAYS: ReadonlySet<FigureName> = new Set([
  'customers',
  'entries',
  'sent',
  'messaged',
  'bought',
  'suppressed',
  'converted',
]);

/** What “bought” means for a journey, in words: “completed an order”. */
export function boughtWords(draft: JourneyDraft): string {
  return eventWords(purchaseOf({ settings: readSettings(draft) }).event).past;
}

/** How “already bought” is counted, as a sentence. */
export function boughtHint(drafts: readonly JourneyDraft[], lookBack: string): string {
  const words = [...new Set(drafts.map(boughtWords))].join(' or ');
  return `Messages sent to somebody who ${words} in the ${durationWords(lookBack)} before.`;
}

function mailRows({ before, after }: Comparison): ComparedRow[] {
  const match = matchSteps(before.draft, after.draft);
  const sentOf = ({ draft, reach }: ComparedSide, id: string | undefined): number =>
    reach.steps[draft.nodes.findIndex((node) => node.id === id)]?.sent ?? 0;
  const inBoth = new Set(match.values());
  const isMail = ({ type }: JourneyDraft['nodes'][number]): boolean => type === 'email';
  return [
    ...after.draft.nodes.filter(isMail).map((node) => ({
      key: `after ${node.id}`,
      label: nodeTitle(node),
      before: sentOf(before, match.get(node.id)),
      after: sentOf(after, node.id),
    })),
    ...before.draft.nodes
      .filter((node) => isMail(node) && !inBoth.has(node.id))
      .map((node) => ({ key: `before ${node.id}`, label: nodeTitle(node), before: sentOf(before, node.id), after: 0 })),
  ];
}

/** The figures of a comparison in groups; lines with nothing on either side are left out. */
export function comparedGroups(comparison: Comparison): ComparedGroup[] {
  const { before, after, lookBack } = comparison;
  const differences = figureDifferences(figuresOf(before.result, before.reach), figuresOf(after.result, after.reach));
  const byName = new Map(differences.map((difference) => [difference.name, difference]));
  const groups = GROUPS.map(({ title, figures }): ComparedGroup => ({
    title,
    rows: figures.flatMap((name): ComparedRow[] => {
      const figure = byName.get(name);
      if (!figure || (figure.before === 0 && figure.after === 0 && !ALWAYS.has(name))) return [];
      return [
        {
          key: name,
          label: LABELS[name],
          before: figure.before,
          after: figure.after,
          ...(PARTS.has(name) && { part: true }),
          ...(name === 'bought' && { hint: boughtHint([before.draft, after.draft], lookBack) }),
        },
      ];
    }),
  }));
  return [...groups, { title: 'Sent by e-mail', rows: mailRows(comparison) }].filter(({ rows }) => rows.length > 0);
}

/** The difference as a share of what was: “+12%”; “new” after nothing. */
export function relative(before: number, after: number): string {
  if (before === after) return '';
  if (before === 0) return 'new';
  return `${after > before ? '+' : '−'}${formatPercent(Math.abs(after - before) / before)}`;
}

/** What a replay can say about two runs, and what it can't. */
export const REPLAY_CAUTION =
  'A replay: what customers did is what the log says they did, whatever they would have got. It tells who would have been written to, when and how often. It can’t tell how they would have answered another journey, so conversions are those the journey would have met, not those it would have made.';
