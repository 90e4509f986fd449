import { FIRST_AT_NODE, FIRST_ON_WAY, WAY_MASK } from '../../../../shared/simulation/moves.js';
import type { PlayedMoves } from './playedMoves.js';

/** Movements between two states that are kept: as many are counted again, at the most, after a jump back. */
const STRIDE = 65_536;

interface State {
  /** By code. */
  total: Float64Array;
  customers: Float64Array;
  /** By place of the node. */
  customersAt: Float64Array;
  reached: Float64Array;
  here: Float64Array;
}

function copyOf({ total, customers, customersAt, reached, here }: State): State {
  return {
    total: total.slice(),
    customers: customers.slice(),
    customersAt: customersAt.slice(),
    reached: reached.slice(),
    here: here.slice(),
  };
}

/** The counts at an instant of a playback. Going on costs what has happened since; a jump back, a little more. */
export class MoveCounts {
  /** How many movements are counted. */
  counted = 0;
  private state: State;
  private readonly kept: State[];

  constructor(readonly moves: PlayedMoves) {
    const nodes = moves.summary.nodes.length;
    const codes = moves.leaves.length;
    this.state = {
      total: new Float64Array(codes),
      customers: new Float64Array(codes),
      customersAt: new Float64Array(nodes),
      reached: new Float64Array(nodes),
      here: new Float64Array(nodes),
    };
    this.kept = [copyOf(this.state)];
  }

  /** Counts what happened up to an instant, it included. */
  seek(t: number): void {
    const target = this.moves.countUntil(t);
    if (target < this.counted) {
      const base = Math.min(Math.floor(target / STRIDE), this.kept.length - 1);
      const kept = this.kept[base];
      if (kept) this.state = copyOf(kept);
      this.counted = base * STRIDE;
    }
    while (this.counted < target) {
      this.count(this.counted);
      this.counted++;
      if (this.counted % STRIDE === 0 && this.counted / STRIDE === this.kept.length) this.kept.push(copyOf(this.state));
    }
  }

  private count(place: number): void {
    const { total, customers, customersAt, reached, here } = this.state;
    const way = this.moves.way[place] ?? 0;
    const code = way & WAY_MASK;
    const from = this.moves.leaves[code] ?? -1;
    const to = this.moves.reaches[code] ?? -1;
    total[code] = (total[code] ?? 0) + 1;
    if ((way & FIRST_ON_WAY) !== 0) customers[code] = (customers[code] ?? 0) + 1;
    if (from >= 0) here[from] = (here[from] ?? 0) - 1;
    if (to < 0) return;
    here[to] = (here[to] ?? 0) + 1;
    reached[to] = (reached[to] ?? 0) + 1;
    if ((way & FIRST_AT_NODE) !== 0) customersAt[to] = (customersAt[to] ?? 0) + 1;
  }

  /** How many went along an edge (its place), or how many different customers. */
  onEdge(edge: number, measure: 'entries' | 'customers'): number {
    return this.scaled((measure === 'customers' ? this.state.customers : this.state.total)[edge]);
  }

  /** What happened at a node (its place). */
  atNode(node: number) {
    const { total, customersAt, reached, here } = this.state;
    const { codes } = this.moves;
    return {
      here: this.scaled(here[node]),
      reached: this.scaled(reached[node]),
      customers: this.scaled(customersAt[node]),
      ended: this.scaled(total[codes.end + node]),
      sent: this.scaled(total[codes.sent + node]),
      heldBack: this.scaled(total[codes.heldBack + node]),
    };
  }

  /** Where only every n-th entry is played, counts are about n times what was counted. */
  private scaled(count: number | undefined): number {
    return (count ?? 0) * this.moves.summary.keepOneIn;
  }
}
