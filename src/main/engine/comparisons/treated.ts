import type { TreatedRow } from '../../../shared/contract/comparisons.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { nodeTitle } from '../../../shared/journey/words/node.js';
import { TREATMENTS, TreatmentComparison, type Treatment } from '../../../shared/simulation/compare/treatment.js';
import type { EventLog } from '../../../shared/simulation/log.js';
import { stringAt } from '../../../shared/simulation/strings.js';
import type { FinishedRun } from '../simulations/simulator.js';

/** The customers whom two runs of the same log treat differently, to be counted, searched and paged through. */
export class TreatedCustomers {
  private readonly sides: Readonly<Record<'before' | 'after', Journey>>;
  private readonly log: EventLog;
  private readonly comparison: TreatmentComparison;
  private readonly byTreatment: ReadonlyMap<Treatment, readonly number[]>;
  private readonly all: readonly number[];

  /** Each run is of one journey. */
  constructor(before: FinishedRun, after: FinishedRun) {
    const [journeyBefore, journeyAfter] = [before.journeys[0], after.journeys[0]];
    if (!journeyBefore || !journeyAfter) throw new RangeError('A side of the comparison has no journey');
    this.sides = { before: journeyBefore, after: journeyAfter };
    this.log = after.log;
    this.comparison = new TreatmentComparison(
      { journey: journeyBefore, messages: before.messages },
      { journey: journeyAfter, messages: after.messages },
      this.log.customerCount,
    );
    const byTreatment = new Map(TREATMENTS.map((treatment): [Treatment, number[]] => [treatment, []]));
    const all: number[] = [];
    for (let customer = 0; customer < this.log.customerCount; customer += 1) {
      const difference = this.comparison.of(customer);
      if (!difference) continue;
      byTreatment.get(difference.treatment)?.push(customer);
      all.push(customer);
    }
    this.byTreatment = byTreatment;
    this.all = all;
  }

  counts(): Record<Treatment, number> {
    const count = (treatment: Treatment): number => this.byTreatment.get(treatment)?.length ?? 0;
    return {
      gained: count('gained'),
      lost: count('lost'),
      messages: count('messages'),
      variants: count('variants'),
      times: count('times'),
      heldBack: count('heldBack'),
    };
  }

  /** One page of those who are treated differently in this way (or in any), whose userId contains `search`. */
  page(query: { treatment?: Treatment | undefined; search?: string | undefined; offset: number; limit: number }): {
    total: number;
    rows: TreatedRow[];
  } {
    const { treatment, search = '', offset, limit } = query;
    const those = treatment === undefined ? this.all : (this.byTreatment.get(treatment) ?? []);
    const wanted = search.trim().toLowerCase();
    const found = wanted === '' ? those : those.filter((customer) => this.userId(customer).toLowerCase().includes(wanted));
    return { total: found.length, rows: found.slice(offset, offset + limit).flatMap((customer) => this.row(customer) ?? []) };
  }

  /** What a step is called, on one side. */
  titleOf(side: 'before' | 'after', id: string): string {
    const node = this.sides[side].nodes.find((candidate) => candidate.id === id);
    return node ? nodeTitle(node) : id;
  }

  /** All rows, one after the other. */
  *rows(): Generator<TreatedRow> {
    for (const customer of this.all) {
      const row = this.row(customer);
      if (row) yield row;
    }
  }

  private userId(customer: number): string {
    return stringAt(this.log.customerIds, customer);
  }

  private row(customer: number): TreatedRow | undefined {
    const difference = this.comparison.of(customer);
    return difference && { userId: this.userId(customer), ...this.comparison.sent(customer), ...difference };
  }
}
