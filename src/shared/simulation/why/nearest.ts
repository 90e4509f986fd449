import type { CompiledCondition, Moment } from '../condition.js';
import type { RunContext } from '../context.js';
import type { Entry } from '../entry.js';
import type { CompiledJourney } from '../plan.js';
import type { Recorder } from '../recorder.js';
import { conditionOf, type Crux } from './crux.js';
import { leavesSeen } from './differ.js';
import { Leading } from './leading.js';

/** How many are told. */
export const NEAREST = 5;
/** An infinite value (an age of what never happened) is this far from any finite one. */
const FAR = 30;

/** A customer who passed, by number. */
export interface NearestRow {
  customer: number;
  t: number;
  distance: number;
  saw: string[];
}

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    // On this scale 1 and 2 views are as far apart as 10 and 20, whatever the unit.
    const [x, y] = [Math.asinh(a[place] ?? 0), Math.asinh(b[place] ?? 0)];
    if (x !== y) sum += Number.isFinite(x) && Number.isFinite(y) ? Math.abs(x - y) : FAR;
  }
  return sum;
}

function order(a: NearestRow, b: NearestRow, t: number): number {
  return a.distance - b.distance || Math.abs(a.t - t) - Math.abs(b.t - t) || a.customer - b.customer;
}

/** The nearest of all: of several rows of a customer the nearest one. */
export function nearestOf(rows: readonly NearestRow[], t: number): NearestRow[] {
  const seen = new Set<number>();
  return rows
    .toSorted((a, b) => order(a, b, t))
    .filter(({ customer }) => !seen.has(customer) && seen.add(customer))
    .slice(0, NEAREST);
}

function nothing(): void {
  // Not what others are measured by.
}

/** Finds the customers who passed where another one did not, and whose values were most alike. */
export class NearestRecorder implements Recorder {
  rows: NearestRow[] = [];
  readonly event = nothing;
  readonly refused = nothing;
  readonly heldOut = nothing;
  readonly waits = nothing;
  readonly converted = nothing;
  readonly ended = nothing;
  readonly #run: RunContext;
  readonly #journey: CompiledJourney;
  readonly #crux: Crux;
  readonly #leading: Leading;

  constructor(run: RunContext, journeys: readonly CompiledJourney[], journey: number, crux: Crux) {
    const compiled = journeys[journey];
    if (!compiled) throw new RangeError(`No journey ${String(journey)}`);
    this.#run = run;
    this.#journey = compiled;
    this.#crux = crux;
    this.#leading = new Leading(compiled, crux.node);
  }

  entered(entry: Entry, node: number, moment: Moment, condition?: CompiledCondition): void {
    if (entry.journey !== this.#journey.place) return;
    const { kind } = this.#crux;
    if (kind === 'audience') this.#offer(moment, this.#journey.audience);
    else if ((kind === 'trigger' || kind === 'arrival') && node === this.#crux.node) this.#offer(moment, condition);
  }

  passed(entry: Entry, handle: string, t: number): void {
    if (entry.journey !== this.#journey.place) return;
    const { kind, node, handles } = this.#crux;
    const moment: Moment = { t, entry, event: entry.event };
    if (kind === 'arrival' && this.#leading.targetOf(entry.node, handle) === node) this.#offer(moment, undefined);
    if (kind !== 'way' || entry.node !== node || !handles.includes(handle)) return;
    const compiled = this.#journey.nodes[node];
    this.#offer(moment, conditionOf(compiled?.action, handles, compiled?.handles ?? []));
  }

  message(entry: Entry, t: number, _variant: number, suppressed?: string): void {
    const { kind, node } = this.#crux;
    if (kind !== 'sent' || suppressed !== undefined || entry.journey !== this.#journey.place || entry.node !== node) return;
    this.#offer({ t, entry, event: entry.event }, undefined);
  }

  #offer(moment: Moment, condition: CompiledCondition | undefined): void {
    const values = this.#crux.values.length > 0 ? (condition?.measure(moment) ?? []) : [];
    const row: NearestRow = {
      customer: this.#run.timeline.customer,
      t: moment.t,
      distance: distance(this.#crux.values, values),
      saw: [],
    };
    const worst = this.rows[NEAREST - 1];
    if (worst && order(worst, row, this.#crux.t) <= 0) return;
    if (condition) row.saw = leavesSeen(condition.explain(moment)).slice(0, 6);
    this.rows = nearestOf([...this.rows, row], this.#crux.t);
  }
}
