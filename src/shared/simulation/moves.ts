import type { Journey } from '../journey/schema.js';
import type { RunContext } from './context.js';
import type { Entry } from './entry.js';
import { ENTRY_ENDS } from './entries.js';
import type { Recorder } from './recorder.js';
import type { EndReason } from './result.js';

/** The movements of one journey's entries as columns, one element a movement. Plain data: workers hand it over as it is. */
export interface MoveColumns {
  count: number;
  /** UTC ms. */
  time: Float64Array;
  /** What moved: a code of `moveCodes`, with `FIRST_ON_WAY` and `FIRST_AT_NODE` in its high bits. */
  way: Uint32Array;
  /** Place in `entryCustomer`. */
  entry: Uint32Array;
  entryCount: number;
  entryCustomer: Uint32Array;
  entryNumber: Uint16Array;
  /** What became of the entry: a place in `ENTRY_ENDS`. */
  entryEnd: Uint8Array;
}

/** Set where the customer takes this way (or gets a message of this node) for the first time. */
export const FIRST_ON_WAY = 0x8000_0000;
/** Set where the customer arrives at the node for the first time. */
export const FIRST_AT_NODE = 0x4000_0000;
/** Takes the flags off a code. */
export const WAY_MASK = 0x3fff_ffff;

/**
 * The codes of movements in a journey of `nodes` nodes and `edges` edges: `edge + i` went along an edge, `start + n` entered at
 * a trigger, `end + n` ended at a node, `sent + n` and `heldBack + n` were messages of a node.
 */
export function moveCodes(nodes: number, edges: number) {
  return { edge: 0, start: edges, end: edges + nodes, sent: edges + 2 * nodes, heldBack: edges + 3 * nodes };
}

/** Columns with room for that many movements and entries. */
export function emptyMoves(moves = 0, entries = 0): MoveColumns {
  return {
    count: 0,
    time: new Float64Array(moves),
    way: new Uint32Array(moves),
    entry: new Uint32Array(moves),
    entryCount: 0,
    entryCustomer: new Uint32Array(entries),
    entryNumber: new Uint16Array(entries),
    entryEnd: new Uint8Array(entries),
  };
}

function growMoves(moves: MoveColumns): void {
  const grown = emptyMoves(Math.max(1024, moves.time.length * 2));
  for (const name of ['time', 'way', 'entry'] as const) {
    grown[name].set(moves[name]);
  }
  moves.time = grown.time;
  moves.way = grown.way;
  moves.entry = grown.entry;
}

function growEntries(moves: MoveColumns): void {
  const grown = emptyMoves(0, Math.max(256, moves.entryCustomer.length * 2));
  grown.entryCustomer.set(moves.entryCustomer);
  grown.entryNumber.set(moves.entryNumber);
  grown.entryEnd.set(moves.entryEnd);
  moves.entryCustomer = grown.entryCustomer;
  moves.entryNumber = grown.entryNumber;
  moves.entryEnd = grown.entryEnd;
}

/** The parts one after the other, entries numbered anew. */
export function concatMoves(parts: readonly MoveColumns[]): MoveColumns {
  const sum = (count: (part: MoveColumns) => number): number => parts.reduce((total, part) => total + count(part), 0);
  const all = emptyMoves(
    sum(({ count }) => count),
    sum(({ entryCount }) => entryCount),
  );
  for (const part of parts) {
    all.time.set(part.time.subarray(0, part.count), all.count);
    all.way.set(part.way.subarray(0, part.count), all.count);
    for (let place = 0; place < part.count; place++) all.entry[all.count + place] = (part.entry[place] ?? 0) + all.entryCount;
    all.entryCustomer.set(part.entryCustomer.subarray(0, part.entryCount), all.entryCount);
    all.entryNumber.set(part.entryNumber.subarray(0, part.entryCount), all.entryCount);
    all.entryEnd.set(part.entryEnd.subarray(0, part.entryCount), all.entryCount);
    all.count += part.count;
    all.entryCount += part.entryCount;
  }
  return all;
}

const DIGIT = 65_536;

/** Sorts movements by time; those of one instant keep their order (a radix sort: it takes time in proportion to their count). */
export function sortMoves(moves: MoveColumns): void {
  const { count } = moves;
  let first = Infinity;
  let last = -Infinity;
  for (let place = 0; place < count; place++) {
    const t = moves.time[place] ?? 0;
    if (t < first) first = t;
    if (t > last) last = t;
  }
  let order = Uint32Array.from({ length: count }, (_, place) => place);
  for (let unit = 1; unit <= last - first; unit *= DIGIT) order = byDigit(order, moves.time, first, unit);
  const sorted = emptyMoves(count);
  for (let place = 0; place < count; place++) {
    const from = order[place] ?? 0;
    sorted.time[place] = moves.time[from] ?? 0;
    sorted.way[place] = moves.way[from] ?? 0;
    sorted.entry[place] = moves.entry[from] ?? 0;
  }
  moves.time = sorted.time;
  moves.way = sorted.way;
  moves.entry = sorted.entry;
}

function byDigit(order: Uint32Array<ArrayBuffer>, times: Float64Array, first: number, unit: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(DIGIT + 1);
  const digit = (place: number): number => Math.floor(((times[place] ?? 0) - first) / unit) % DIGIT;
  for (const place of order) {
    const next = digit(place) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let value = 0; value < DIGIT; value++) starts[value + 1] = (starts[value + 1] ?? 0) + (starts[value] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (const place of order) {
    const value = digit(place);
    const target = starts[value] ?? 0;
    sorted[target] = place;
    starts[value] = target + 1;
  }
  return sorted;
}

function nothing(): void {
  // Movements do not tell of this.
}

/** Takes down every movement of one journey's entries while customers run: the same run as the result's, so it can't differ. */
export class MoveRecorder implements Recorder {
  readonly moves = emptyMoves();
  readonly event = nothing;
  readonly refused = nothing;
  readonly heldOut = nothing;
  readonly waits = nothing;
  readonly converted = nothing;
  readonly #run: RunContext;
  readonly #journey: number;
  readonly #codes: ReturnType<typeof moveCodes>;
  /** Edges by node and handle. */
  readonly #edges: readonly ReadonlyMap<string, { edge: number; target: number }>[];
  /** 1 + the latest customer who took a way, or was at a node. */
  readonly #onWay: Uint32Array;
  readonly #atNode: Uint32Array;
  /** Places of the current customer's entries by their number. */
  readonly #places = new Map<number, number>();
  #serial = -1;

  /** @param journey the place of the journey in the run. */
  constructor(run: RunContext, journeys: readonly Journey[], journey: number) {
    this.#run = run;
    this.#journey = journey;
    const { nodes, edges } = journeys[journey] ?? { nodes: [], edges: [] };
    this.#codes = moveCodes(nodes.length, edges.length);
    const places = new Map(nodes.map(({ id }, place) => [id, place]));
    const byNode = nodes.map(() => new Map<string, { edge: number; target: number }>());
    edges.forEach(({ source, sourceHandle, target }, edge) => {
      byNode[places.get(source) ?? -1]?.set(sourceHandle, { edge, target: places.get(target) ?? 0 });
    });
    this.#edges = byNode;
    this.#onWay = new Uint32Array(edges.length + 4 * nodes.length);
    this.#atNode = new Uint32Array(nodes.length);
  }

  entered(entry: Entry, node: number): void {
    if (entry.journey !== this.#journey) return;
    const { timeline } = this.#run;
    if (this.#serial !== timeline.serial) {
      this.#serial = timeline.serial;
      this.#places.clear();
    }
    const { moves } = this;
    if (moves.entryCount === moves.entryCustomer.length) growEntries(moves);
    this.#places.set(entry.number, moves.entryCount);
    moves.entryCustomer[moves.entryCount] = timeline.customer;
    moves.entryNumber[moves.entryCount] = entry.number;
    moves.entryCount++;
    this.#add(entry, this.#codes.start + node, entry.start, node);
  }

  passed(entry: Entry, handle: string, t: number): void {
    if (entry.journey !== this.#journey) return;
    const way = this.#edges[entry.node]?.get(handle);
    if (way) this.#add(entry, this.#codes.edge + way.edge, t, way.target);
  }

  message(entry: Entry, t: number, _variant: number, suppressed?: string): void {
    if (entry.journey !== this.#journey) return;
    this.#add(entry, (suppressed === undefined ? this.#codes.sent : this.#codes.heldBack) + entry.node, t);
  }

  ended(entry: Entry, t: number, reason: EndReason): void {
    if (entry.journey !== this.#journey) return;
    this.#add(entry, this.#codes.end + entry.node, t);
    this.moves.entryEnd[this.#places.get(entry.number) ?? 0] = ENTRY_ENDS.indexOf(reason);
  }

  #add(entry: Entry, code: number, t: number, arrivesAt?: number): void {
    const { moves } = this;
    const stamp = this.#run.timeline.customer + 1;
    let way = code;
    if (this.#onWay[code] !== stamp) {
      this.#onWay[code] = stamp;
      way += FIRST_ON_WAY;
    }
    if (arrivesAt !== undefined && this.#atNode[arrivesAt] !== stamp) {
      this.#atNode[arrivesAt] = stamp;
      way += FIRST_AT_NODE;
    }
    if (moves.count === moves.time.length) growMoves(moves);
    moves.time[moves.count] = t;
    moves.way[moves.count] = way;
    moves.entry[moves.count] = this.#places.get(entry.number) ?? 0;
    moves.count++;
  }
}
