import type { MovesPage, PlaybackSummary } from '../../../../shared/contract/simulations.js';
import { moveCodes, WAY_MASK } from '../../../../shared/simulation/moves.js';

function wholeNumbers(base64: string): Uint32Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
  return new Uint32Array(bytes.buffer);
}

/** The movements of a run as they are played: columns by time, and where each way begins and ends. */
export class PlayedMoves {
  readonly count: number;
  /** UTC ms, ascending. */
  readonly time: Float64Array;
  /** Codes with flags, as `shared/simulation/moves.ts` tells them. */
  readonly way: Uint32Array;
  readonly entry: Uint32Array;
  /** The how-manieth movement of its entry at one instant: dots go along such edges one after the other. */
  readonly hop: Uint8Array;
  readonly maxHop: number;
  readonly codes: ReturnType<typeof moveCodes>;
  /** By code: the place of the node that is left, and of the one that is reached; -1 for none. */
  readonly leaves: Int32Array;
  readonly reaches: Int32Array;

  constructor(
    readonly summary: PlaybackSummary,
    pages: readonly MovesPage[],
  ) {
    this.count = pages.reduce((sum, page) => sum + page.count, 0);
    this.time = new Float64Array(this.count);
    this.way = new Uint32Array(this.count);
    this.entry = new Uint32Array(this.count);
    let filled = 0;
    for (const page of pages) {
      const since = wholeNumbers(page.since);
      for (let place = 0; place < page.count; place++) this.time[filled + place] = page.base + (since[place] ?? 0);
      this.way.set(wholeNumbers(page.way), filled);
      this.entry.set(wholeNumbers(page.entry), filled);
      filled += page.count;
    }
    const { nodes, edges } = summary;
    this.codes = moveCodes(nodes.length, edges.length);
    const size = edges.length + 4 * nodes.length;
    this.leaves = new Int32Array(size).fill(-1);
    this.reaches = new Int32Array(size).fill(-1);
    edges.forEach(({ source, target }, edge) => {
      this.leaves[edge] = source;
      this.reaches[edge] = target;
    });
    for (let node = 0; node < nodes.length; node++) {
      this.reaches[this.codes.start + node] = node;
      this.leaves[this.codes.end + node] = node;
    }
    this.hop = new Uint8Array(this.count);
    this.maxHop = this.findHops();
  }

  private findHops(): number {
    const latest = new Float64Array(this.summary.entries + 1).fill(Number.NaN);
    const hops = new Uint8Array(this.summary.entries + 1);
    let most = 0;
    for (let place = 0; place < this.count; place++) {
      if (((this.way[place] ?? 0) & WAY_MASK) >= this.summary.edges.length) continue;
      const entry = this.entry[place] ?? 0;
      const t = this.time[place] ?? 0;
      const hop = latest[entry] === t ? Math.min(255, (hops[entry] ?? 0) + 1) : 0;
      latest[entry] = t;
      hops[entry] = hop;
      this.hop[place] = hop;
      if (hop > most) most = hop;
    }
    return most;
  }

  /** How many movements happened up to an instant, it included. */
  countUntil(t: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.time[middle] ?? 0) <= t) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The next instant after `t` at which anything moves. */
  nextInstant(t: number): number | undefined {
    return this.time[this.countUntil(t)];
  }

  /** The latest instant before `t` at which anything moved. */
  previousInstant(t: number): number | undefined {
    return this.time[this.countUntil(t - 1) - 1];
  }

  /** The first instant in `(after, until]` at which an entry reaches one of these nodes (places), and which. */
  firstArrival(nodes: ReadonlySet<number>, after: number, until: number): { t: number; node: number } | undefined {
    for (let place = this.countUntil(after); place < this.count; place++) {
      const t = this.time[place] ?? 0;
      if (t > until) return undefined;
      const node = this.reaches[(this.way[place] ?? 0) & WAY_MASK] ?? -1;
      if (nodes.has(node)) return { t, node };
    }
    return undefined;
  }
}
