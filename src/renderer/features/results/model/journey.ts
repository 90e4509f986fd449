import { z } from 'zod';
import { durationSchema, splitDuration, type DurationUnit } from '../../../../shared/condition/duration.js';
import { eventNames, eventSelectorSchema } from '../../../../shared/condition/events.js';
import { NODE_TYPE_NAMES } from '../../../../shared/journey/edit/names.js';
import type { DraftNode, JourneyDraft } from '../../../../shared/journey/schema.js';
import { formatNumber } from '../../../ui/format.js';

/**
 * What the results need from a journey's draft. A draft's settings may be unfinished, so each is read through its own
 * small schema and is simply missing where it does not fit.
 */

const UNITS: Record<DurationUnit, [one: string, many: string]> = {
  ms: ['millisecond', 'milliseconds'], s: ['second', 'seconds'], m: ['minute', 'minutes'], h: ['hour', 'hours'], d: ['day', 'days'], w: ['week', 'weeks'],
};

/** A duration of a document in words: `"7d"` → "7 days". */
export function durationWords(duration: string): string {
  const parts = splitDuration(duration);
  if (!parts) return duration;
  const [one, many] = UNITS[parts.unit];
  return `${formatNumber(parts.amount)} ${parts.amount === 1 ? one : many}`;
}

const goalSchema = z.object({ event: eventSelectorSchema, within: durationSchema });
const capsSchema = z.array(z.object({ messages: z.number(), per: durationSchema }));
const quietSchema = z.object({ from: z.string(), to: z.string() });
const holdoutSchema = z.object({ percent: z.number() });

/** The goal of a journey in words, or `undefined` when it has none. */
export function goalOf(draft: JourneyDraft): { event: string; within: string } | undefined {
  const goal = goalSchema.safeParse(draft.settings?.['goal']);
  if (!goal.success) return undefined;
  const names = eventNames(goal.data.event).map((name) => (name === '*' ? 'any event' : name));
  return { event: names.join(' or '), within: durationWords(goal.data.within) };
}

/** The frequency caps in words: "at most 3 in 7 days"; empty when there are none. */
export function capsOf(draft: JourneyDraft): string {
  const caps = capsSchema.safeParse(draft.settings?.['frequencyCap']);
  if (!caps.success) return '';
  return caps.data.map(({ messages, per }) => `${formatNumber(messages)} in ${durationWords(per)}`).join(', ');
}

/** The quiet hours as "21:00 to 08:00", or `undefined` when there are none. */
export function quietHoursOf(draft: JourneyDraft): string | undefined {
  const quiet = quietSchema.safeParse(draft.settings?.['quietHours']);
  return quiet.success && quiet.data.from !== quiet.data.to ? `${quiet.data.from} to ${quiet.data.to}` : undefined;
}

/** The share of customers held out, in per cent; 0 when there is no holdout. */
export function holdoutPercentOf(draft: JourneyDraft): number {
  const holdout = holdoutSchema.safeParse(draft.settings?.['holdout']);
  return holdout.success ? holdout.data.percent : 0;
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

const emailSchema = z.object({
  subject: z.string().optional(),
  template: z.string().optional(),
  variants: z.array(z.object({ id: z.string(), subject: z.string().optional() })).optional(),
});

/** What a node is called in the results: its name, else its subject or template, else what it is. */
export function nodeTitle(node: DraftNode): string {
  if (node.name) return node.name;
  if (node.type === 'email') {
    const config = emailSchema.safeParse(node.config);
    const title = config.success ? config.data.subject || config.data.variants?.[0]?.subject || config.data.template : undefined;
    if (title) return title;
  }
  return `${NODE_TYPE_NAMES[node.type]} ${node.id}`;
}

/** The titles of a draft's nodes by id, for rows that only carry the id. */
export function nodeTitles(draft: JourneyDraft): ReadonlyMap<string, string> {
  return new Map(draft.nodes.map((node) => [node.id, nodeTitle(node)]));
}
