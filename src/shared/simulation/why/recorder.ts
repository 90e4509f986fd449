import { durationWords, msWords } from '../../condition/words/duration.js';
import type { CompiledCondition, Moment } from '../condition.js';
import type { RunContext } from '../context.js';
import { Consent } from '../consent.js';
import type { Entry } from '../entry.js';
import type { EventRef } from '../events.js';
import type { CompiledJourney } from '../plan.js';
import type { Recorder, RefusalReason } from '../recorder.js';
import type { EndReason, SuppressionReason } from '../result.js';
import { nodeWords } from '../story-recorder.js';
import type { Crux } from './crux.js';
import { missedWay } from './decisions.js';
import { differences } from './differ.js';
import { Leading } from './leading.js';
import type { WhyAttempt, WhyStop } from './schema.js';
import { watchTrigger, type Watch } from './silent.js';

/** Steps of one attempt beyond this are left out: a loop must not fill the memory. */
const MOST_STEPS = 200;
/** Attempts beyond this are only counted: nobody reads on, and a trigger may fire very often. */
const MOST_ATTEMPTS = 2_000;

/** An attempt while it is written down. */
export interface Draft extends WhyAttempt {
  t: number;
  /** How far it was from going on: the least telling last. */
  gap: number;
  crux: Crux | undefined;
  open: boolean;
}

type Because = { condition: CompiledCondition; moment: Moment } | undefined;

const ENDED: Record<EndReason, string> = {
  end: 'came to an end before',
  goal: 'left before: the goal was reached',
  exitWhen: 'left before: the condition to leave early held',
  exit: 'came to an exit before',
  loop: 'stopped before, after 10 000 steps',
};

function instant(t: number): string {
  return new Date(t).toISOString();
}

/** Takes down each time at which a customer could have come to a node, and what stood in the way. */
export class WhyRecorder implements Recorder {
  readonly attempts: Draft[] = [];
  leftOut = 0;
  readonly #run: RunContext;
  readonly #journey: CompiledJourney;
  readonly #leading: Leading;
  readonly #period: { from: number; to: number };
  readonly #byEntry = new Map<number, Draft>();
  readonly #watches: ReadonlyMap<number, Watch>;
  readonly #fired = new Set<number>();
  readonly #consent: Consent;
  /** UTC ms of messages of any journey: what caps count. */
  readonly #sent: number[] = [];
  #latestStart = Number.NaN;

  /** `target` and `journey` are places. */
  constructor(
    run: RunContext,
    journeys: readonly CompiledJourney[],
    journey: number,
    target: number,
    period: { from: number; to: number },
  ) {
    const compiled = journeys[journey];
    if (!compiled) throw new RangeError(`No journey ${String(journey)}`);
    this.#run = run;
    this.#journey = compiled;
    this.#period = period;
    this.#leading = new Leading(compiled, target);
    this.#consent = new Consent(run);
    this.#watches = new Map(
      this.#leading.triggers().flatMap((place) => {
        const node = compiled.nodes[place]?.node;
        return node?.type === 'trigger' ? [[place, watchTrigger(node.config.on, compiled, run)] as const] : [];
      }),
    );
  }

  event(ref: EventRef, t: number): void {
    if (t >= this.#period.from) for (const watch of this.#watches.values()) watch.see(ref, t);
  }

  refused(journey: number, node: number, reason: RefusalReason, moment: Moment, condition?: CompiledCondition): void {
    if (journey !== this.#journey.place || !this.#leading.nodes.has(node)) return;
    this.#fired.add(node);
    const attempt = this.#begin(node, moment.t, null, 'refused');
    attempt.open = false;
    const raw = reason === 'audience' ? this.#journey.journey.settings?.audience : this.#ifOf(node);
    const isAsked = (reason === 'if' || reason === 'audience') && condition && raw;
    attempt.stop = { node: reason === 'if' ? this.#leading.id(node) : null, ...this.#refusalWords(reason, moment.t) };
    attempt.crux = { kind: 'trigger', node, handles: [], values: [], t: moment.t };
    if (!isAsked) return;
    const finding = condition.explain(moment);
    const values = condition.measure(moment);
    const { words, gap } = differences(raw, finding, true, values, this.#run.segments);
    attempt.stop = { ...attempt.stop, finding, differ: words };
    attempt.gap = 10 + gap;
    attempt.crux = { ...attempt.crux, kind: reason === 'if' ? 'trigger' : 'audience', values };
  }

  #ifOf(node: number) {
    const trigger = this.#journey.nodes[node]?.node;
    return trigger?.type === 'trigger' && 'if' in trigger.config.on ? trigger.config.on.if : undefined;
  }

  #refusalWords(reason: RefusalReason, t: number): Pick<WhyStop, 'words' | 'differ'> {
    const since = Number.isNaN(this.#latestStart) ? '' : instant(this.#latestStart);
    const { reentry } = this.#journey;
    switch (reason) {
      case 'if':
        return { words: 'the condition of the trigger did not hold', differ: [] };
      case 'audience':
        return { words: 'the customer was not in the audience of the journey', differ: [] };
      case 'reentry':
        return reentry.mode === 'once'
          ? {
              words: `the customer had already entered this journey, at ${since}, and it may be entered once`,
              differ: ['needs a journey that may be entered again'],
            }
          : {
              words: `the customer was still in this journey, since ${since}`,
              differ: ['needs the entry before to have ended, or a journey that may be entered at any time'],
            };
      case 'minInterval': {
        const least = durationWords(this.#journey.journey.settings?.reentry?.minInterval ?? '');
        const passed = msWords(t - this.#latestStart);
        return {
          words: `the last entry began ${passed} before, needs at least ${least}`,
          differ: [`needs ${msWords(reentry.minIntervalMs - (t - this.#latestStart))} more between the entries`],
        };
      }
      case 'overflow':
        return { words: 'a customer has at most 1 000 entries of a journey in a run', differ: ['needs fewer entries before'] };
    }
  }

  heldOut(entry: Entry, node: number): void {
    if (entry.journey !== this.#journey.place) return;
    this.#latestStart = entry.start;
    if (!this.#leading.nodes.has(node)) return;
    this.#fired.add(node);
    const attempt = this.#begin(node, entry.start, entry.number, 'heldOut');
    const percent = String(this.#journey.holdout?.percent ?? 0);
    attempt.open = false;
    attempt.crux = { kind: 'trigger', node, handles: [], values: [], t: entry.start };
    attempt.stop = {
      node: null,
      words: `held out: one of the ${percent} % of customers who get nothing, for comparison`,
      differ: ['needs a smaller holdout: who is in it is drawn by the seed and the customer alone'],
    };
  }

  entered(entry: Entry, node: number, moment: Moment, condition?: CompiledCondition): void {
    if (entry.journey !== this.#journey.place) return;
    this.#latestStart = entry.start;
    if (!this.#leading.nodes.has(node)) return;
    this.#fired.add(node);
    const attempt = this.#begin(node, moment.t, entry.number, 'ended');
    const finding = condition?.explain(moment);
    attempt.steps.push({
      time: instant(moment.t),
      node: this.#leading.id(node),
      words: 'entered the journey',
      ...(finding && { finding }),
      towards: true,
    });
    this.#byEntry.set(entry.number, attempt);
    if (node === this.#leading.target) this.#reach(attempt, moment.t);
  }

  #begin(node: number, t: number, entry: number | null, outcome: Draft['outcome']): Draft {
    const trigger = this.#leading.id(node);
    const gap = 50;
    const draft: Draft = {
      ...{ outcome, trigger, time: instant(t), entry, reached: null, steps: [], stop: null },
      ...{ t, gap, crux: undefined, open: true },
    };
    if (this.attempts.length < MOST_ATTEMPTS) this.attempts.push(draft);
    else this.leftOut++;
    return draft;
  }

  #reach(attempt: Draft, t: number): void {
    attempt.outcome = 'reached';
    attempt.reached = instant(t);
    attempt.gap = 0;
    attempt.open = false;
  }

  #openAttempt(entry: Entry): Draft | undefined {
    const attempt = entry.journey === this.#journey.place ? this.#byEntry.get(entry.number) : undefined;
    return attempt?.open ? attempt : undefined;
  }

  passed(entry: Entry, handle: string, t: number, because?: Because): void {
    const attempt = this.#openAttempt(entry);
    const node = this.#journey.nodes[entry.node];
    if (!attempt || !node) return;
    attempt.outcome = 'ended';
    attempt.stop = null;
    const target = this.#leading.targetOf(entry.node, handle);
    const towards = target !== undefined && this.#leading.nodes.has(target);
    const finding = because?.condition.explain(because.moment);
    const words = nodeWords(node.node, handle);
    if (attempt.steps.length < MOST_STEPS && node.node.type !== 'trigger')
      attempt.steps.push({ time: instant(t), node: node.node.id, words, ...(finding && { finding }), towards });
    if (target === this.#leading.target) this.#reach(attempt, t);
    else if (!towards) this.#diverge(attempt, entry, handle, t, words);
  }

  #diverge(attempt: Draft, entry: Entry, handle: string, t: number, words: string): void {
    const node = this.#journey.nodes[entry.node];
    if (!node) return;
    const wanted = this.#leading.handles(entry.node);
    const moment: Moment = { t, entry, event: entry.event };
    const { finding, differ, values, gap } = missedWay(node, handle, wanted, moment, this.#run.segments);
    attempt.open = false;
    attempt.outcome = 'diverged';
    attempt.stop = { node: node.node.id, words: `went another way: ${words}`, ...(finding && { finding }), differ };
    attempt.gap = 1 + Math.min(4, gap);
    attempt.crux = { kind: 'way', node: entry.node, handles: wanted, values, t };
  }

  waits(entry: Entry, t: number): void {
    const attempt = this.#openAttempt(entry);
    const node = this.#journey.nodes[entry.node]?.node;
    if (!attempt || !node) return;
    const until = Number.isFinite(entry.due) ? `, until ${instant(entry.due)} at the latest` : '';
    attempt.outcome = 'waiting';
    attempt.gap = 0.5;
    attempt.stop = {
      node: node.id,
      words: `still waited there when the simulated period ended, since ${instant(t)}${until}`,
      differ: ['needs a period that ends later'],
    };
  }

  message(entry: Entry, t: number, _variant: number, suppressed?: SuppressionReason): void {
    const attempt = entry.journey === this.#journey.place ? this.#byEntry.get(entry.number) : undefined;
    const isHere = attempt?.outcome === 'reached' && entry.node === this.#leading.target;
    if (isHere && suppressed !== undefined) {
      attempt.outcome = 'suppressed';
      attempt.gap = 0.25;
      attempt.stop = { node: this.#leading.id(entry.node), ...this.#suppressionWords(suppressed, t) };
      attempt.crux = { kind: 'sent', node: entry.node, handles: [], values: [], t };
    }
    if (suppressed === undefined) this.#sent.push(t);
  }

  #suppressionWords(reason: SuppressionReason, t: number): Pick<WhyStop, 'words' | 'differ'> {
    if (reason === 'noAddress')
      return {
        words: 'came here, but the e-mail was not sent: the customer has no e-mail address',
        differ: ['needs the trait “email”'],
      };
    if (reason === 'consent') {
      const needs = this.#journey.consent === 'explicit' ? 'to be subscribed' : 'not to be unsubscribed';
      return {
        words: `came here, but the e-mail was not sent: consent is ${this.#consent.state()}, needs ${needs}`,
        differ: [`needs ${needs} at that time`],
      };
    }
    const reached = this.#journey.caps.flatMap(({ messages, perMs }) => {
      const count = this.#sent.filter((time) => time > t - perMs).length;
      return count >= messages
        ? [
            `${String(count)} ${count === 1 ? 'message' : 'messages'} in the last ${msWords(perMs)}, needs fewer than ${String(messages)}`,
          ]
        : [];
    });
    return { words: 'came here, but the e-mail was not sent: the frequency cap was reached', differ: reached };
  }

  ended(entry: Entry, t: number, reason: EndReason, because?: Because): void {
    const attempt = this.#openAttempt(entry);
    if (!attempt) return;
    attempt.open = false;
    attempt.outcome = 'ended';
    attempt.gap = 3;
    const finding = because?.condition.explain(because.moment);
    const raw = this.#journey.journey.settings?.exitWhen;
    const differ =
      finding && raw && because
        ? differences(raw, finding, false, because.condition.measure(because.moment), this.#run.segments).words
        : [reason === 'goal' ? 'needs not to reach the goal before' : 'needs to go on'];
    attempt.stop = {
      node: this.#leading.id(entry.node),
      words: `${ENDED[reason]}, at ${instant(t)}`,
      ...(finding && { finding }),
      differ,
    };
    attempt.crux = { kind: 'arrival', node: this.#leading.target, handles: [], values: [], t };
  }

  converted(): void {
    // The goal matters here only where it ends the entry, and then `ended` tells it.
  }

  /** Adds the triggers that never fired. Called once, when the customer has been run. */
  finish(): void {
    for (const [node, watch] of this.#watches) {
      if (this.#fired.has(node)) continue;
      const { words, differ, finding, values, t, gap } = watch.silence();
      const attempt = this.#begin(node, t, null, 'silent');
      attempt.time = null;
      attempt.open = false;
      attempt.gap = 100 + gap;
      attempt.stop = { node: this.#leading.id(node), words, ...(finding && { finding }), differ };
      attempt.crux = { kind: 'trigger', node, handles: [], values, t };
    }
  }
}
