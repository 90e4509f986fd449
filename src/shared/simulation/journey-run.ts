import type { CompiledCondition, Moment } from './condition.js';
import type { BestHour } from './best-hour.js';
import type { RunContext } from './context.js';
import { Entry } from './entry.js';
import type { EventRef } from './events.js';
import { choose } from './hash.js';
import type { Mailer } from './mailer.js';
import type { CompiledJourney, CompiledNode, EntryStart, NodeAction, WaitForEvent } from './plan.js';
import type { Recorder, RefusalReason } from './recorder.js';
import type { EndReason } from './result.js';
import type { JourneyTally } from './tally.js';
import { nextWallTime } from './zones.js';

/** An entry passes at most this many nodes, its trigger the first (semantics §4). */
const MAX_NODES = 10_000;
/** A customer has at most this many entries of one journey in a run (semantics §4). */
const MAX_ENTRIES = 1_000;

/** What the customer's run gives to its journeys. */
export interface JourneyHost {
  readonly run: RunContext;
  readonly mailer: Mailer;
  /** Sets the entry's timer, in place of an earlier one. */
  setTimer(entry: Entry, t: number): void;
  /** A message was sent: it joined the history. */
  noticeSent(ref: EventRef, t: number): void;
  /** A trait was changed. */
  noticeUpdate(t: number): void;
  readonly recorder: Recorder | undefined;
}

/** What the versions of one journey know together of a customer's entries (semantics §5, entry). */
export interface EntryLedger {
  count: number;
  active: number;
  latestStart: number;
}

export function newLedger(): EntryLedger {
  return { count: 0, active: 0, latestStart: -Infinity };
}

/** Runs the entries of one journey for one customer after the other (semantics §5). */
export class JourneyRun {
  /** Entries that are active or whose goal can still be reached, oldest first. */
  readonly #live: Entry[] = [];
  /** Entries of this very version, held-out ones included. */
  #count = 0;
  #passing = 0;
  /** Entries whose start (`EntryStart`) is yet to be counted, by place of the trigger. */
  readonly #started: Float64Array;
  readonly #once: boolean;
  readonly #afterExit: boolean;
  readonly #minInterval: number;
  readonly #audience: CompiledCondition | undefined;
  /** Whether beginnings are not counted once for all: they are told step by step, or a replay must list their calls. */
  readonly #eachStep: boolean;
  /** By place of the trigger: whether whoever enters there has left again at once, of which nothing but a count remains. */
  readonly #passesThrough: readonly boolean[];
  readonly #host: JourneyHost;
  readonly #bestHour: BestHour | undefined;

  constructor(
    readonly compiled: CompiledJourney,
    readonly tally: JourneyTally,
    host: JourneyHost,
    bestHour: BestHour | undefined,
    readonly ledger: EntryLedger,
  ) {
    this.#host = host;
    this.#bestHour = bestHour;
    this.#started = new Float64Array(compiled.nodes.length);
    const { starts, reentry, holdout, goal } = compiled;
    this.#once = reentry.mode === 'once';
    this.#afterExit = reentry.mode === 'afterExit';
    this.#minInterval = reentry.minIntervalMs;
    this.#audience = compiled.audience;
    this.#eachStep = host.recorder !== undefined || host.mailer.replays;
    const keepsEntries = holdout !== undefined || goal !== undefined || this.#eachStep;
    this.#passesThrough = starts.map((start) => start?.ends !== undefined && !keepsEntries);
  }

  /** Adds to the tally what has been put off: every entry from a trigger begins alike, so that its start is counted once for all. */
  settle(): void {
    const { tally } = this;
    this.compiled.starts.forEach((start, trigger) => {
      const entries = this.#started[trigger] ?? 0;
      if (!start || entries === 0) return;
      this.#started[trigger] = 0;
      tally.entries += entries;
      for (const node of start.passed) {
        increment(tally.reached, node, entries);
        increment(tally.left, node, entries);
      }
      for (const edge of start.edges) increment(tally.edges, edge, entries);
      if (!start.ends) return;
      increment(tally.reached, start.next, entries);
      increment(tally.ended, start.next, entries);
      tally.exits[start.ends] += entries;
    });
  }

  /** Forgets the last customer, after counting what is still under way. */
  finish(): void {
    if (this.#count === 0) return;
    if (this.#live.length > 0) this.#countUnderWay();
    if (this.#passing > 0) this.tally.customers++;
    this.#count = 0;
    this.#passing = 0;
    this.ledger.count = 0;
    this.ledger.active = 0;
    this.ledger.latestStart = -Infinity;
  }

  #countUnderWay(): void {
    for (const entry of this.#live) {
      if (!entry.active) continue;
      this.tally.active++;
      increment(this.tally.waiting, entry.node);
    }
    this.#live.length = 0;
  }

  /** Whether no trigger of the journey can start anything any more for this customer. */
  isClosed(): boolean {
    return this.#once && this.ledger.count > 0;
  }

  /** Whether an event can matter to this journey beyond its triggers. */
  isLive(): boolean {
    return this.#live.length > 0;
  }

  liveEntries(): readonly Entry[] {
    return this.#live;
  }

  /**
   * A firing trigger starts an entry if audience and re-entry allow it (semantics §5, entry).
   * @returns whether that changes what must be looked at from now on
   */
  enter(node: number, t: number, event: EventRef | undefined, condition: CompiledCondition | undefined): boolean {
    const refusal = this.#refusal(t, event);
    if (refusal !== undefined) {
      if (refusal === 'overflow') this.tally.overflow++;
      const asked = refusal === 'audience' ? this.compiled.audience : undefined;
      this.#host.recorder?.refused(this.compiled.place, node, refusal, { t, entry: undefined, event }, asked);
      return false;
    }
    this.#count++;
    if (this.#passesThrough[node] === true) {
      this.ledger.count++;
      this.ledger.latestStart = t;
      this.#passing++;
      increment(this.#started, node);
      return this.#once;
    }
    const { holdout } = this.compiled;
    const start = this.#eachStep ? undefined : this.compiled.starts[node];
    const heldOut = holdout !== undefined && holdout.draw.of(this.#host.run.timeline.userId()) * 100 < holdout.percent;
    const entry = new Entry(this.compiled.place, this.ledger.count, t, event, heldOut);
    this.ledger.count++;
    this.ledger.latestStart = t;
    if (heldOut) {
      if (this.compiled.goal) this.#live.push(entry);
      this.tally.heldOut++;
      this.#host.recorder?.heldOut(entry, node);
      return true;
    }
    if (!start) this.tally.entries++;
    this.#passing++;
    this.ledger.active++;
    this.#host.recorder?.entered(entry, node, { t, entry: undefined, event }, condition);
    if (start) this.#begin(entry, node, start, t);
    else this.#arrive(entry, node, t);
    if (entry.active || this.compiled.goal) this.#live.push(entry);
    return this.isLive() || this.isClosed() || this.#host.mailer.keepsMessages;
  }

  #begin(entry: Entry, trigger: number, start: EntryStart, t: number): void {
    increment(this.#started, trigger);
    entry.passed = start.passed.length;
    if (!start.ends) {
      this.#arrive(entry, start.next, t);
      return;
    }
    entry.node = start.next;
    entry.active = false;
    this.ledger.active--;
  }

  #refusal(t: number, event: EventRef | undefined): RefusalReason | undefined {
    const { ledger } = this;
    if (this.#once && ledger.count > 0) return 'reentry';
    if (this.#afterExit && ledger.active > 0) return 'reentry';
    if (this.#minInterval > 0 && t - ledger.latestStart < this.#minInterval) return 'minInterval';
    if (this.#audience?.holds({ t, entry: undefined, event }) === false) return 'audience';
    return ledger.count >= MAX_ENTRIES ? 'overflow' : undefined;
  }

  /** Step (2) of semantics §5: goal, `exitWhen` and `waitFor` of each live entry, oldest first. */
  onEvent(ref: EventRef, code: number, t: number): void {
    const entries = this.#live.length;
    for (let place = 0; place < entries; place++) {
      const entry = this.#live[place];
      if (!entry) break;
      this.#checkGoal(entry, ref, code, t);
      if (entry.active && !this.#exits(entry, t)) this.#offerEvent(entry, ref, code, t);
    }
    this.#forgetDone(t);
  }

  #checkGoal(entry: Entry, ref: EventRef, code: number, t: number): void {
    const goal = this.compiled.goal;
    if (!goal || entry.converted || t <= entry.start || t > entry.start + goal.withinMs) return;
    if (!matches(goal, ref, code)) return;
    entry.converted = true;
    if (entry.heldOut) this.tally.heldOutConverted++;
    else this.tally.converted++;
    this.#host.recorder?.converted(entry, t);
    if (goal.exits && entry.active) this.#end(entry, t, 'goal');
  }

  /** Ends the entry when `exitWhen` holds. */
  #exits(entry: Entry, t: number): boolean {
    const { exitWhen } = this.compiled;
    if (!exitWhen) return false;
    const moment: Moment = { t, entry, event: entry.event };
    if (!exitWhen.holds(moment)) return false;
    this.#end(entry, t, 'exitWhen', { condition: exitWhen, moment });
    return true;
  }

  #offerEvent(entry: Entry, ref: EventRef, code: number, t: number): void {
    const action = this.#actionOf(entry);
    if (action?.kind === 'waitForEvent' && matches(action.event, ref, code)) this.#follow(entry, 0, t);
    if (action?.kind === 'waitForCondition') this.#askWaitFor(entry, action, t);
  }

  #askWaitFor(entry: Entry, action: Extract<NodeAction, { kind: 'waitForCondition' }>, t: number): void {
    const moment: Moment = { t, entry, event: entry.event };
    if (action.condition.holds(moment)) this.#follow(entry, 0, t, { condition: action.condition, moment });
    else this.#host.setTimer(entry, Math.min(entry.due, action.condition.nextChange(moment)));
  }

  /** The entry's timer is due: the end of a wait or of quiet hours, a time-out, or a `waitFor` condition to be asked again. */
  onTimer(entry: Entry, t: number): void {
    this.#actOnTimer(entry, t);
    if (!entry.active) this.#forgetDone(t);
  }

  #actOnTimer(entry: Entry, t: number): void {
    const action = this.#actionOf(entry);
    if (action?.kind === 'waitForCondition') {
      const moment: Moment = { t, entry, event: entry.event };
      const happened = action.condition.holds(moment);
      if (!happened && t < entry.due) {
        this.#host.setTimer(entry, Math.min(entry.due, action.condition.nextChange(moment)));
        return;
      }
      if (this.#exits(entry, t)) return;
      this.#follow(entry, happened ? 0 : 1, t, happened ? { condition: action.condition, moment } : undefined);
      return;
    }
    if (this.#exits(entry, t)) return;
    if (action?.kind === 'email') this.#send(entry, action, t, true);
    else this.#follow(entry, action?.kind === 'waitForEvent' ? 1 : 0, t);
  }

  #actionOf(entry: Entry): NodeAction | undefined {
    return this.compiled.nodes[entry.node]?.action;
  }

  /** Goes on through a handle, and through nodes at the same instant until the entry waits or ends. */
  #follow(entry: Entry, handle: number, t: number, finding?: { condition: CompiledCondition; moment: Moment }): void {
    const node = this.compiled.nodes[entry.node];
    this.#host.recorder?.passed(entry, node?.handles[handle] ?? '', t, finding);
    const way = node?.ways[handle];
    if (!way) {
      this.#end(entry, t, 'end');
      return;
    }
    increment(this.tally.left, entry.node);
    increment(this.tally.edges, way.edge);
    this.#arrive(entry, way.target, t);
  }

  #arrive(entry: Entry, place: number, t: number): void {
    entry.node = place;
    entry.passed++;
    entry.due = Infinity;
    entry.timer = Infinity;
    entry.timerNumber++;
    increment(this.tally.reached, place);
    const node = this.compiled.nodes[place];
    if (entry.passed > MAX_NODES) this.#end(entry, t, 'loop');
    else if (node) this.#act(entry, node, t);
  }

  #act(entry: Entry, { action }: CompiledNode, t: number): void {
    switch (action.kind) {
      case 'webhook':
        this.#host.mailer.noteCall(this.compiled, entry, t);
        this.#follow(entry, 0, t);
        return;
      case 'trigger':
        this.#follow(entry, 0, t);
        return;
      case 'exit':
        this.#end(entry, t, 'exit');
        return;
      case 'email':
        this.#reachEmail(entry, action, t);
        return;
      case 'wait':
      case 'until':
      case 'bestTime':
      case 'waitForEvent':
        this.#wait(entry, this.#endOfWait(action, t), t);
        return;
      case 'waitForCondition':
        this.#beginWaitFor(entry, action, t);
        return;
      case 'branch':
      case 'switch':
        this.#decide(entry, action, t);
        return;
      case 'split':
        this.#follow(entry, choose(action.weights, action.draw.of(this.#host.run.timeline.userId())), t);
        return;
      case 'update':
        for (const [name, value] of action.set) this.#host.run.traits.set(name, value);
        this.#host.noticeUpdate(t);
        this.#follow(entry, 0, t);
    }
  }

  #wait(entry: Entry, due: number, t: number): void {
    entry.due = due;
    this.#host.setTimer(entry, due);
    this.#host.recorder?.waits(entry, t);
  }

  #endOfWait(action: Extract<NodeAction, { kind: 'wait' | 'until' | 'bestTime' | 'waitForEvent' }>, t: number): number {
    const { traits } = this.#host.run;
    if (action.kind === 'wait') return t + action.forMs;
    if (action.kind === 'waitForEvent') return t + action.timeoutMs;
    if (action.kind === 'until') {
      const zone = action.zone === 'customer' ? traits.zone(this.compiled.zone) : action.zone;
      return nextWallTime(zone, t, action.timeOfDay, action.weekdays ? { weekdays: action.weekdays } : {});
    }
    const zone = traits.zone(this.compiled.zone);
    const hour = this.#bestHour?.at(zone) ?? 0;
    return Math.min(nextWallTime(zone, t, hour * 3_600_000), t + action.withinMs);
  }

  #beginWaitFor(entry: Entry, action: Extract<NodeAction, { kind: 'waitForCondition' }>, t: number): void {
    entry.due = t + action.timeoutMs;
    const moment: Moment = { t, entry, event: entry.event };
    if (action.condition.holds(moment)) {
      this.#follow(entry, 0, t, { condition: action.condition, moment });
      return;
    }
    this.#host.setTimer(entry, Math.min(entry.due, action.condition.nextChange(moment)));
    this.#host.recorder?.waits(entry, t);
  }

  #decide(entry: Entry, action: Extract<NodeAction, { kind: 'branch' | 'switch' }>, t: number): void {
    const moment: Moment = { t, entry, event: entry.event };
    const conditions = action.kind === 'branch' ? [action.condition] : action.cases;
    const handle = conditions.findIndex((condition) => condition.holds(moment));
    const condition = conditions[handle] ?? conditions[conditions.length - 1];
    this.#follow(entry, handle < 0 ? conditions.length : handle, t, condition && { condition, moment });
  }

  #reachEmail(entry: Entry, action: Extract<NodeAction, { kind: 'email' }>, t: number): void {
    const quietUntil = this.#host.mailer.quietUntil(this.compiled, t);
    if (quietUntil === undefined) {
      this.#send(entry, action, t, false);
      return;
    }
    this.tally.delayed++;
    this.#wait(entry, quietUntil, t);
  }

  #send(entry: Entry, action: Extract<NodeAction, { kind: 'email' }>, t: number, delayed: boolean): void {
    this.#host.recorder?.writing?.(entry, t);
    const outcome = this.#host.mailer.send(this.compiled, this.tally, entry, action, t, delayed);
    this.#host.recorder?.message(entry, t, outcome.variant, outcome.suppressed);
    if (outcome.ref !== undefined) this.#host.noticeSent(outcome.ref, t);
    this.#follow(entry, 0, t);
  }

  #end(entry: Entry, t: number, reason: EndReason, finding?: { condition: CompiledCondition; moment: Moment }): void {
    entry.active = false;
    entry.timer = Infinity;
    entry.timerNumber++;
    this.ledger.active--;
    increment(this.tally.ended, entry.node);
    this.tally.exits[reason]++;
    this.#host.recorder?.ended(entry, t, reason, finding);
  }

  #forgetDone(t: number): void {
    const goal = this.compiled.goal;
    let kept = 0;
    for (const entry of this.#live) {
      const awaitsGoal = goal !== undefined && !entry.converted && t <= entry.start + goal.withinMs;
      if (entry.active || awaitsGoal) this.#live[kept++] = entry;
    }
    if (kept < this.#live.length) this.#live.length = kept;
  }
}

function increment(counts: Float64Array, place: number, by = 1): void {
  counts[place] = (counts[place] ?? 0) + by;
}

function matches({ mask, filter }: WaitForEvent, ref: EventRef, code: number): boolean {
  return mask[code] === 1 && (!filter || filter(ref));
}
