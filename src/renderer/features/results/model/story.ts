import type { Story, StoryStep } from '../../../../shared/simulation/story.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { dayOf } from '../../../../shared/results/dates.js';

/** The grouping and filtering of a customer's story. */

export const STORY_FILTERS = ['all', 'journey', 'withoutEvents'] as const;
export type StoryFilter = (typeof STORY_FILTERS)[number];
export type StepOf<Kind extends StoryStep['kind']> = Extract<StoryStep, { kind: Kind }>;

interface Span {
  from: number;
  to: number;
}

function isOf(step: StoryStep, journey: string): boolean {
  return step.kind !== 'event' && step.journey === journey;
}

/** The spans in which an entry of the journey was active; one that never ended goes on for ever. */
function activeSpans(steps: readonly StoryStep[], journey: string): Span[] {
  const spans = new Map<number, Span>();
  for (const step of steps) {
    if (step.kind === 'event' || step.kind === 'refused' || step.kind === 'heldOut' || step.journey !== journey) continue;
    const at = Date.parse(step.time);
    const span = spans.get(step.entry) ?? { from: at, to: Infinity };
    if (step.kind === 'ended') span.to = at;
    spans.set(step.entry, span);
  }
  return [...spans.values()];
}

/** The steps of one journey, with the events that happened while it had an entry or at the very instant of its steps. */
function stepsOfJourney(steps: readonly StoryStep[], journey: string): StoryStep[] {
  const spans = activeSpans(steps, journey);
  const instants = new Set(steps.filter((step) => isOf(step, journey)).map((step) => step.time));
  const matters = (step: StoryStep): boolean => {
    const at = Date.parse(step.time);
    return instants.has(step.time) || spans.some((span) => span.from <= at && at <= span.to);
  };
  return steps.filter((step) => (step.kind === 'event' ? matters(step) : step.journey === journey));
}

/**
 * The steps without those that only repeat the one before: that an entry passes its trigger after it entered, and an e-mail
 * after it was sent or held back.
 */
export function withoutEchoes(steps: readonly StoryStep[], { nodes }: Pick<JourneyDraft, 'nodes'>): StoryStep[] {
  const echoing = new Set(nodes.filter(({ type }) => type === 'trigger' || type === 'email').map(({ id }) => id));
  return steps.filter((step) => !(step.kind === 'passed' && step.finding === undefined && echoing.has(step.node)));
}

/** The steps a filter leaves, in order. */
export function filterSteps(steps: readonly StoryStep[], filter: StoryFilter, journey: string): readonly StoryStep[] {
  switch (filter) {
    case 'all':
      return steps;
    case 'journey':
      return stepsOfJourney(steps, journey);
    case 'withoutEvents':
      return steps.filter((step) => step.kind !== 'event');
  }
}

/** Consecutive steps of one day in a zone. A run of plain events stands together, so that it can be folded. */
export interface StoryDay {
  /** `YYYY-MM-DD` in the zone. */
  day: string;
  items: StoryItem[];
}
export type StoryItem =
  { kind: 'step'; key: string; step: StoryStep } | { kind: 'events'; key: string; steps: StepOf<'event'>[] };

/** From so many events in a row on they are folded into one line. */
export const FOLD_FROM = 4;

function foldEvents(items: StoryItem[], run: { key: string; step: StepOf<'event'> }[]): void {
  const [first] = run;
  if (first && run.length >= FOLD_FROM)
    items.push({ kind: 'events', key: `events-${first.key}`, steps: run.map(({ step }) => step) });
  else items.push(...run.map(({ key, step }) => ({ kind: 'step' as const, key, step })));
}

function itemsOf(steps: readonly { key: string; step: StoryStep }[]): StoryItem[] {
  const items: StoryItem[] = [];
  let run: { key: string; step: StepOf<'event'> }[] = [];
  for (const { key, step } of steps) {
    if (step.kind === 'event') {
      run.push({ key, step });
      continue;
    }
    foldEvents(items, run);
    run = [];
    items.push({ kind: 'step', key, step });
  }
  foldEvents(items, run);
  return items;
}

/** Groups steps by their day in the zone; longer runs of events within a day become one item. */
export function groupByDay(steps: readonly StoryStep[], zone: string): StoryDay[] {
  const days = new Map<string, { key: string; step: StoryStep }[]>();
  steps.forEach((step, index) => {
    const day = dayOf(step.time, zone);
    const list = days.get(day) ?? [];
    list.push({ key: String(index), step });
    days.set(day, list);
  });
  return [...days].map(([day, list]) => ({ day, items: itemsOf(list) }));
}

/** A folded run in words: "7 events: 5 × Product Viewed, 2 × Product Added". */
export function eventRunWords(steps: readonly StepOf<'event'>[]): string {
  const counts = new Map<string, number>();
  for (const { event } of steps) counts.set(event, (counts.get(event) ?? 0) + 1);
  const names = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${count} × ${name}`);
  const shown = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} other ${names.length === 4 ? 'kind' : 'kinds'}` : '';
  return `${steps.length} events: ${shown}${more}`;
}

export interface StorySummary {
  entries: number;
  sent: number;
  suppressed: number;
  converted: boolean;
  heldOut: boolean;
  events: number;
}

/** What a story comes to, for its head. */
export function summariseStory(story: Story): StorySummary {
  const of = (kind: StoryStep['kind']): number => story.steps.filter((step) => step.kind === kind).length;
  const messages = (status: 'sent' | 'suppressed'): number =>
    story.steps.filter((step) => step.kind === 'message' && step.status === status).length;
  return {
    entries: of('entered'),
    sent: messages('sent'),
    suppressed: messages('suppressed'),
    converted: of('converted') > 0,
    heldOut: of('heldOut') > 0,
    events: of('event'),
  };
}
