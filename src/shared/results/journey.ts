import { durationWords } from '../condition/words/duration.js';
import { eventNames } from '../condition/events.js';
import { eventWords } from '../condition/words/events.js';
import type { DraftNode, JourneyDraft } from '../journey/schema.js';
import { readingOrder } from '../journey/words/journey.js';
import { readSettings } from '../journey/words/read.js';
import { formatNumber } from '../format.js';
import { rememberingWords } from '../journey/words/step.js';

/** What the results need from a journey's draft; settings that are still unfinished count as not there. */

export interface GoalWords {
  /** "completed an order" */
  did: string;
  /** "7 days" */
  within: string;
  /** Whether what it asks for is an order. */
  order: boolean;
}

/** The goal of a journey in words, or `undefined` when it has none. */
export function goalOf(draft: JourneyDraft): GoalWords | undefined {
  const { goal } = readSettings(draft);
  if (!goal) return undefined;
  const order = eventNames(goal.event).every((name) => name === 'Order Completed');
  return { did: eventWords(goal.event).past, within: durationWords(goal.within), order };
}

/** The frequency caps in words: "3 in 7 days"; empty when there are none. */
export function capsOf(draft: JourneyDraft): string {
  const { frequencyCap = [] } = readSettings(draft);
  return frequencyCap.map(({ messages, per }) => `${formatNumber(messages)} in ${durationWords(per)}`).join(', ');
}

/** The quiet hours as "21:00 to 08:00", or `undefined` when there are none. */
export function quietHoursOf(draft: JourneyDraft): string | undefined {
  const { quietHours } = readSettings(draft);
  return quietHours && quietHours.from !== quietHours.to ? `${quietHours.from} to ${quietHours.to}` : undefined;
}

/** The share of customers held out, in per cent; 0 when there is no holdout. */
export function holdoutPercentOf(draft: JourneyDraft): number {
  return readSettings(draft).holdout?.percent ?? 0;
}

/** The zone in which a journey's times are shown; a draft's zone that the runtime does not know counts as UTC. */
export function zoneOf(draft: Pick<JourneyDraft, 'timezone'>): string {
  const zone = draft.timezone ?? 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}

/** The e-mail nodes in the order in which a customer meets them. */
export function emailNodes(draft: JourneyDraft): DraftNode[] {
  return readingOrder(draft).filter((node) => node.type === 'email');
}

/** What the nodes of a draft are called, by id: as the canvas calls them. */
export function nodeTitles(draft: JourneyDraft): ReadonlyMap<string, string> {
  const words = rememberingWords()(draft);
  return new Map(draft.nodes.map((node) => [node.id, words(node).title]));
}
