import { WAY_MASK } from '../../../../shared/simulation/moves.js';
import type { PlayedMoves } from './playedMoves.js';

/** How long a dot takes along an edge, in seconds of the viewer's time, whatever the speed. */
export const TRAVEL_SECONDS = 0.8;
/** More movements than this at once are drawn as a stated share of them. */
export const MOST_DOTS = 6_000;
/** Dots wait for their turn at most through this many edges of one instant. */
const MOST_HOPS = 12;

/** Dots under way at an instant: for each, the place of its edge and how far it has come, 0 … 1. */
export interface Dots {
  count: number;
  edge: Int32Array;
  share: Float32Array;
  /** Which of the lanes beside the middle of the line is its own, -4 … 4: dots of one moment would lie on one another. */
  lane: Int8Array;
  /** One of how many entries is among them. */
  oneIn: number;
}

export function emptyDots(): Dots {
  return {
    count: 0,
    edge: new Int32Array(2 * MOST_DOTS),
    share: new Float32Array(2 * MOST_DOTS),
    lane: new Int8Array(2 * MOST_DOTS),
    oneIn: 1,
  };
}

/**
 * Finds the dots under way at `at`. An entry moves in no time; its dot is shown gliding for `travel` ms of the log after
 * that, edge after edge where it passed several at one instant. The same entries are left out from frame to frame.
 */
export function findDots(moves: PlayedMoves, at: number, travel: number, dots: Dots): void {
  const hops = Math.min(moves.maxHop, MOST_HOPS) + 1;
  const begin = moves.countUntil(at - travel * hops);
  const end = moves.countUntil(at);
  const oneIn = Math.max(1, Math.ceil((end - begin) / MOST_DOTS));
  const edges = moves.summary.edges.length;
  dots.count = 0;
  dots.oneIn = oneIn;
  for (let place = begin; place < end; place++) {
    const edge = (moves.way[place] ?? 0) & WAY_MASK;
    if (edge >= edges) continue;
    if (oneIn > 1 && (moves.entry[place] ?? 0) % oneIn !== 0) continue;
    const share = (at - (moves.time[place] ?? 0)) / travel - (moves.hop[place] ?? 0);
    if (share < 0 || share >= 1 || dots.count === dots.edge.length) continue;
    dots.edge[dots.count] = edge;
    dots.share[dots.count] = share;
    dots.lane[dots.count] = (((moves.entry[place] ?? 0) * 7) % 9) - 4;
    dots.count++;
  }
}
