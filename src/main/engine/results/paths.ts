import type { Paths } from '../../../shared/contract/results.js';
import { stageOrder } from '../../../shared/journey/stages.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { ENTRY_ENDS, type EntryEnd } from '../../../shared/simulation/entries.js';
import { moveCodes, WAY_MASK, type MoveColumns } from '../../../shared/simulation/moves.js';
import { backEdges, shownSteps } from './steps.js';

/** Rounds of a loop that are drawn apart; who goes round more often than this is drawn as such. */
const ROUNDS = 3;
/** Ends that happen on the way; `end` and `exit` are drawn only behind a step that leads on. */
const AGAIN = 'again';

type Walk = (entry: number, from: number, to: number) => void;

/** The paths of one journey's entries: from step to step, in rounds where the journey has loops, to what became of them. */
export class JourneyPaths {
  private readonly codes: ReturnType<typeof moveCodes>;
  private readonly targets: number[];
  private readonly sources: number[];
  private readonly back: boolean[];
  private readonly shown: boolean[];
  private readonly hidden: number;
  /** Whether nothing leads on from a node. */
  private readonly last: boolean[];
  /** What stands behind the places of steps: the ends. */
  private readonly ends: readonly (EntryEnd | typeof AGAIN)[] = [...ENTRY_ENDS, AGAIN];

  /** @param moves by time. */
  constructor(
    private readonly journey: Journey,
    private readonly moves: MoveColumns,
  ) {
    const { nodes, edges } = journey;
    this.codes = moveCodes(nodes.length, edges.length);
    const places = new Map(nodes.map(({ id }, place) => [id, place]));
    this.targets = edges.map(({ target }) => places.get(target) ?? 0);
    this.sources = edges.map(({ source }) => places.get(source) ?? 0);
    this.back = backEdges(journey);
    this.last = nodes.map((_, place) => !this.sources.includes(place));
    const { shown, hidden } = shownSteps(journey, this.reached());
    this.shown = shown;
    this.hidden = hidden;
  }

  /** Counts of the places and ways that somebody took, and of the stages. */
  counts(): Paths {
    const ways = new Map<number, number>();
    const entries = new Map<number, number>();
    const size = this.size();
    this.walk((_entry, from, to) => {
      entries.set(to, (entries.get(to) ?? 0) + 1);
      if (from >= 0) ways.set(from * size + to, (ways.get(from * size + to) ?? 0) + 1);
    });
    return {
      stages: stageOrder(this.journey).map((name) => ({ name, ...this.stageCount(name) })),
      places: [...entries]
        .sort(([a], [b]) => a - b)
        .map(([place, count]) => ({ ...this.placeAt(place), key: this.keyOf(place), entries: count })),
      ways: [...ways]
        .sort(([a], [b]) => a - b)
        .map(([way, count]) => ({ from: this.keyOf(Math.floor(way / size)), to: this.keyOf(way % size), entries: count })),
      hidden: this.hidden,
    };
  }

  /** Calls `found` for each customer who came to a node of a stage, as often as they did. */
  atStage(stage: string, found: (customer: number) => void): void {
    const wanted = this.journey.nodes.map((node) => node.stage === stage);
    this.arrivals((entry, node) => {
      if (wanted[node]) found(this.moves.entryCustomer[entry] ?? 0);
    });
  }

  /** Calls `found` for each customer who was at a place, or went from one to the next, named as in `counts`. */
  along(where: { key: string } | { from: string; to: string }, found: (customer: number) => void): void {
    const size = this.size();
    const [wantedFrom, wantedTo] = 'key' in where ? [undefined, where.key] : [where.from, where.to];
    const byKey = new Map(Array.from({ length: size }, (_, place) => [this.keyOf(place), place]));
    const from = wantedFrom === undefined ? undefined : (byKey.get(wantedFrom) ?? -2);
    const to = byKey.get(wantedTo) ?? -2;
    this.walk((entry, left, came) => {
      if (came === to && (from === undefined || left === from)) found(this.moves.entryCustomer[entry] ?? 0);
    });
  }

  /** Every step from one shown place to the next, entry by entry in the order of time; −1 is nowhere. */
  private walk(step: Walk): void {
    const { moves, codes, targets } = this;
    const at = new Int32Array(moves.entryCount).fill(-1);
    const round = new Uint8Array(moves.entryCount);
    const come = (entry: number, to: number): void => {
      step(entry, at[entry] ?? -1, to);
      at[entry] = to;
    };
    for (let place = 0; place < moves.count; place += 1) {
      const code = (moves.way[place] ?? 0) & WAY_MASK;
      if (code >= codes.end) continue;
      const entry = moves.entry[place] ?? 0;
      if (round[entry] === ROUNDS) continue;
      if (code < codes.start && this.back[code] && (round[entry] = (round[entry] ?? 0) + 1) === ROUNDS) {
        come(entry, this.endPlace(AGAIN));
        continue;
      }
      const node = code < codes.start ? (targets[code] ?? 0) : code - codes.start;
      if (this.shown[node]) come(entry, node * ROUNDS + (round[entry] ?? 0));
    }
    for (let entry = 0; entry < moves.entryCount; entry += 1) {
      const end = ENTRY_ENDS[moves.entryEnd[entry] ?? 0] ?? 'active';
      const node = Math.floor((at[entry] ?? -1) / ROUNDS);
      const isOver = (end === 'end' || end === 'exit') && this.last[node];
      if (round[entry] !== ROUNDS && !isOver) come(entry, this.endPlace(end));
    }
  }

  private arrivals(arrived: (entry: number, node: number) => void): void {
    const { moves, codes, targets } = this;
    for (let place = 0; place < moves.count; place += 1) {
      const code = (moves.way[place] ?? 0) & WAY_MASK;
      if (code >= codes.end) continue;
      arrived(moves.entry[place] ?? 0, code < codes.start ? (targets[code] ?? 0) : code - codes.start);
    }
  }

  private stageCount(stage: string): { entries: number; customers: number } {
    const wanted = this.journey.nodes.map((node) => node.stage === stage);
    const entries = new Uint8Array(this.moves.entryCount);
    const customers = new Set<number>();
    let count = 0;
    this.arrivals((entry, node) => {
      if (!wanted[node] || entries[entry] === 1) return;
      entries[entry] = 1;
      count += 1;
      customers.add(this.moves.entryCustomer[entry] ?? 0);
    });
    return { entries: count, customers: customers.size };
  }

  private reached(): number[] {
    const counts = this.journey.nodes.map(() => 0);
    this.arrivals((_entry, node) => (counts[node] = (counts[node] ?? 0) + 1));
    return counts;
  }

  private size(): number {
    return this.journey.nodes.length * ROUNDS + this.ends.length;
  }

  private endPlace(end: (typeof this.ends)[number]): number {
    return this.journey.nodes.length * ROUNDS + this.ends.indexOf(end);
  }

  private placeAt(place: number): { node?: string; end?: string; round: number } {
    const node = this.journey.nodes[Math.floor(place / ROUNDS)];
    return node
      ? { node: node.id, round: place % ROUNDS }
      : { end: this.ends[place - this.journey.nodes.length * ROUNDS] ?? AGAIN, round: 0 };
  }

  /** Ids of nodes may be any text; the places are named by numbers, which stay the same while the run is kept. */
  private keyOf(place: number): string {
    return String(place);
  }
}
