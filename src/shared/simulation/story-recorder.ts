import type { Scalar } from '../condition/comparison.js';
import { durationWords, msWords } from '../condition/words/duration.js';
import { quote, valueWords } from '../condition/words/text.js';
import type { Journey, JourneyNode } from '../journey/schema.js';
import type { CompiledCondition, Moment } from './condition.js';
import type { RunContext } from './context.js';
import type { Entry } from './entry.js';
import type { EventRef } from './events.js';
import type { Recorder, RefusalReason } from './recorder.js';
import type { EndReason, SuppressionReason } from './result.js';
import type { StoryStep } from './story.js';

/** A story longer than this is cut: nobody reads on, and a hostile log must not fill the memory. */
const MAX_STEPS = 5_000;

type Because = { condition: CompiledCondition; moment: Moment } | undefined;

const SUPPRESSED: Record<SuppressionReason, string> = {
  consent: 'not sent: the customer has not agreed to get e-mail',
  frequencyCap: 'not sent: the frequency cap is reached',
  noAddress: 'not sent: the customer has no e-mail address',
};

const ENDED: Record<EndReason, string> = {
  end: 'came to the end of the journey',
  goal: 'left: the goal is reached',
  exitWhen: 'left: the condition to exit holds',
  exit: 'came to an exit',
  loop: 'stopped after 10 000 nodes',
};

function instant(t: number): string {
  return new Date(t).toISOString();
}

function reentryWords({ settings }: Journey): string {
  return settings?.reentry?.mode === 'afterExit'
    ? 'is still in this journey'
    : 'has already entered this journey, which may be entered once';
}

/** Why a node was left by a handle. */
export function nodeWords(node: JourneyNode, handle: string): string {
  switch (node.type) {
    case 'trigger':
      return 'started';
    case 'email':
      return 'went on after the e-mail';
    case 'wait':
      return 'the wait is over';
    case 'waitFor':
      return handle === 'happened' ? 'what was waited for happened' : 'the time to wait is over, it did not happen';
    case 'branch':
      return handle === 'yes' ? 'the condition holds' : 'the condition does not hold';
    case 'switch':
      return handle === 'else' ? 'no case holds' : `case ${quote(handle)} holds`;
    case 'split':
      return `drew arm ${quote(handle)}`;
    case 'update':
      return `set ${Object.entries(node.config.set)
        .map(([name, value]) => `${quote(name)} to ${value === null ? 'nothing' : quote(String(value))}`)
        .join(' and ')}`;
    case 'webhook':
      return 'the webhook is only called by a live journey';
    case 'exit':
      return 'left';
  }
}

function waitWords({ type }: JourneyNode, length: string): string {
  if (type === 'email') return `waits ${length} for the end of quiet hours`;
  return type === 'waitFor' ? `waits up to ${length}` : `waits ${length}`;
}

/** Writes down a customer's story, step by step, while the run goes on. */
export class StoryRecorder implements Recorder {
  readonly steps: StoryStep[] = [];
  truncated = false;
  readonly #run: RunContext;
  readonly #journeys: readonly Journey[];
  /** The properties shown with events: all that the log has loaded. */
  readonly #propertyNames: readonly string[];

  constructor(run: RunContext, journeys: readonly Journey[]) {
    this.#run = run;
    this.#journeys = journeys;
    this.#propertyNames = Object.keys(run.timeline.log.properties);
  }

  #add(step: StoryStep): void {
    if (this.steps.length < MAX_STEPS) this.steps.push(step);
    else this.truncated = true;
  }

  #journey(place: number): Journey {
    const journey = this.#journeys[place];
    if (!journey) throw new RangeError(`No journey ${String(place)}`);
    return journey;
  }

  #node(journey: number, place: number): JourneyNode {
    const node = this.#journey(journey).nodes[place];
    if (!node) throw new RangeError(`No node ${String(place)}`);
    return node;
  }

  #ofEntry(entry: Entry, t: number) {
    return {
      time: instant(t),
      journey: this.#journey(entry.journey).id,
      entry: entry.number,
      node: this.#node(entry.journey, entry.node).id,
    };
  }

  #finding(because: Because) {
    return because ? { finding: because.condition.explain(because.moment) } : {};
  }

  event(ref: EventRef, t: number): void {
    const { timeline, codes } = this.#run;
    const simulated = ref < 0;
    const properties: Record<string, Scalar> = simulated ? { ...timeline.simulatedEvent(ref).properties } : {};
    for (const name of simulated ? [] : this.#propertyNames) {
      const value = this.#run.property(name).value(ref);
      if (value !== undefined)
        Object.defineProperty(properties, name, { value, enumerable: true, configurable: true, writable: true });
    }
    this.#add({ kind: 'event', time: instant(t), event: codes.names[timeline.codeOf(ref)] ?? '', properties, simulated });
  }

  refused(journey: number, node: number, reason: RefusalReason, moment: Moment, condition?: CompiledCondition): void {
    const { settings } = this.#journey(journey);
    const words: Record<RefusalReason, string> = {
      if: 'did not start: the condition of the trigger does not hold',
      audience: 'did not start: not in the audience',
      reentry: `did not start: ${reentryWords(this.#journey(journey))}`,
      minInterval: `did not start: the last entry began less than ${durationWords(settings?.reentry?.minInterval ?? '')} before`,
      overflow: 'did not start: a customer has at most 1 000 entries of a journey',
    };
    this.#add({
      kind: 'refused',
      time: instant(moment.t),
      journey: this.#journey(journey).id,
      node: this.#node(journey, node).id,
      reason,
      words: words[reason],
      ...this.#finding(condition && { condition, moment }),
    });
  }

  heldOut(entry: Entry, node: number): void {
    const percent = this.#journey(entry.journey).settings?.holdout?.percent ?? 0;
    this.#add({
      kind: 'heldOut',
      time: instant(entry.start),
      journey: this.#journey(entry.journey).id,
      entry: entry.number,
      node: this.#node(entry.journey, node).id,
      words: `held out: one of the ${String(percent)} % who get nothing, for comparison`,
    });
  }

  entered(entry: Entry, node: number, moment: Moment, condition?: CompiledCondition): void {
    const by = condition?.satisfyingValue?.(moment);
    this.#add({
      kind: 'entered',
      time: instant(moment.t),
      journey: this.#journey(entry.journey).id,
      entry: entry.number,
      node: this.#node(entry.journey, node).id,
      words: by ? `entered the journey: its ${quote(by.property)} is ${valueWords(by.value)}` : 'entered the journey',
      ...(by && { by }),
      ...this.#finding(condition && { condition, moment }),
    });
  }

  passed(entry: Entry, handle: string, t: number, because?: Because): void {
    const node = this.#node(entry.journey, entry.node);
    this.#add({ ...this.#ofEntry(entry, t), kind: 'passed', handle, words: nodeWords(node, handle), ...this.#finding(because) });
  }

  waits(entry: Entry, t: number): void {
    const node = this.#node(entry.journey, entry.node);
    const length = msWords(entry.due - t);
    const until = Number.isFinite(entry.due) ? instant(entry.due) : null;
    this.#add({ ...this.#ofEntry(entry, t), kind: 'waits', until, words: waitWords(node, length) });
  }

  message(entry: Entry, t: number, variant: number, suppressed?: SuppressionReason): void {
    const node = this.#node(entry.journey, entry.node);
    const chosen = node.type === 'email' ? node.config.variants?.[variant] : undefined;
    const subject = node.type === 'email' ? (chosen?.subject ?? node.config.subject) : undefined;
    const sent = `sent ${subject === undefined ? 'the e-mail' : quote(subject)}${chosen ? `, variant ${quote(chosen.id)}` : ''}`;
    this.#add({
      ...this.#ofEntry(entry, t),
      kind: 'message',
      variant: chosen?.id ?? '',
      status: suppressed ? 'suppressed' : 'sent',
      reason: suppressed ?? '',
      words: suppressed ? SUPPRESSED[suppressed] : sent,
    });
  }

  converted(entry: Entry, t: number): void {
    this.#add({
      ...this.#ofEntry(entry, t),
      kind: 'converted',
      words: `reached the goal ${msWords(t - entry.start)} after entering`,
    });
  }

  ended(entry: Entry, t: number, reason: EndReason, because?: Because): void {
    this.#add({ ...this.#ofEntry(entry, t), kind: 'ended', reason, words: ENDED[reason], ...this.#finding(because) });
  }
}
