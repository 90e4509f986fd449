import { EngineError } from '../../../shared/contract/error.js';
import type { Dwell, MovesPage, PlaybackSummary, PresentRow } from '../../../shared/contract/simulations.js';
import { journeyZone } from '../../../shared/journey/defaults.js';
import type { Journey } from '../../../shared/journey/schema.js';
import {
  FIRST_AT_NODE,
  FIRST_ON_WAY,
  moveCodes,
  sortMoves,
  WAY_MASK,
  type MoveColumns,
} from '../../../shared/simulation/moves.js';
import { stringAt } from '../../../shared/simulation/strings.js';
import { zoneNamed } from '../../../shared/simulation/zones.js';
import type { FinishedRun } from './simulator.js';

/** More movements than this are not sent to be played: then those of every second (third …) entry are, and it is said. */
const MOST_PLAYED = 3_000_000;
/** Movements a page, about 1.6 MB. */
const PAGE = 100_000;
const LONGEST_PAGE_MS = 2 ** 32 - 1;

const [M, H, D] = [60_000, 3_600_000, 86_400_000];
/** Where the bars of lengths of time begin, in ms; the first is of those that took no time. */
export const DWELL_STEPS = [0, 1, M, 10 * M, H, 6 * H, D, 2 * D, 4 * D, 7 * D, 14 * D, 30 * D] as const;

/** The movements of one journey's entries in a run, by time: what is played, looked into and counted on the canvas. */
export class Playback {
  readonly journey: Journey;
  private readonly codes: ReturnType<typeof moveCodes>;
  private readonly edgePlaces: ReadonlyMap<string, number>;
  private readonly nodePlaces: ReadonlyMap<string, number>;
  /** The node at which a movement arrives, by its code; -1 where it arrives nowhere. */
  private readonly arrivals: Int32Array;
  /** Every how many entries are played. */
  private readonly keep: number;

  constructor(
    private readonly run: FinishedRun,
    journey: number,
    /** By time. */
    readonly moves: MoveColumns,
    mostPlayed = MOST_PLAYED,
  ) {
    const found = run.journeys[journey];
    if (!found) throw new RangeError(`No journey ${String(journey)}`);
    this.journey = found;
    const { nodes, edges } = found;
    this.codes = moveCodes(nodes.length, edges.length);
    this.nodePlaces = new Map(nodes.map(({ id }, place) => [id, place]));
    this.edgePlaces = new Map(edges.map(({ id }, place) => [id, place]));
    this.arrivals = new Int32Array(edges.length + 4 * nodes.length).fill(-1);
    edges.forEach(({ target }, place) => (this.arrivals[place] = this.nodePlaces.get(target) ?? -1));
    nodes.forEach((_, place) => (this.arrivals[this.codes.start + place] = place));
    sortMoves(moves);
    this.keep = Math.max(1, Math.ceil(moves.count / mostPlayed));
  }

  /** How much there is to play, and the counts of nodes and edges by entries, customers and messages. */
  summary(): PlaybackSummary {
    const { nodes, edges } = this.journey;
    const { moves, codes } = this;
    const size = edges.length + 4 * nodes.length;
    const total = new Float64Array(size);
    const customers = new Float64Array(size);
    const customersAt = new Float64Array(nodes.length);
    for (let place = 0; place < moves.count; place += 1) {
      const way = moves.way[place] ?? 0;
      const code = way & WAY_MASK;
      total[code] = (total[code] ?? 0) + 1;
      if ((way & FIRST_ON_WAY) !== 0) customers[code] = (customers[code] ?? 0) + 1;
      if ((way & FIRST_AT_NODE) === 0) continue;
      const node = this.arrivals[code] ?? -1;
      customersAt[node] = (customersAt[node] ?? 0) + 1;
    }
    return {
      entries: moves.entryCount,
      moves: moves.count,
      keepOneIn: this.keep,
      from: this.run.spec.period.from,
      to: this.run.spec.period.to,
      zone: journeyZone(this.journey),
      nodes: nodes.map(({ id }, place) => ({
        id,
        customers: customersAt[place] ?? 0,
        sent: total[codes.sent + place] ?? 0,
        heldBack: total[codes.heldBack + place] ?? 0,
      })),
      edges: edges.map(({ id, source, target }, place) => ({
        id,
        source: this.nodePlaces.get(source) ?? 0,
        target: this.nodePlaces.get(target) ?? 0,
        entries: total[place] ?? 0,
        customers: customers[place] ?? 0,
      })),
    };
  }

  /** The movements from a place on, as many as one answer holds. */
  page(offset: number): MovesPage {
    const { moves, keep } = this;
    const base = moves.time[Math.min(offset, moves.count - 1)] ?? 0;
    const offsets = new Uint32Array(PAGE);
    const ways = new Uint32Array(PAGE);
    const entries = new Uint32Array(PAGE);
    let count = 0;
    let place = offset;
    for (; place < moves.count && count < PAGE; place += 1) {
      const since = (moves.time[place] ?? 0) - base;
      if (since > LONGEST_PAGE_MS) break;
      const entry = moves.entry[place] ?? 0;
      if (entry % keep !== 0) continue;
      offsets[count] = since;
      ways[count] = moves.way[place] ?? 0;
      entries[count] = entry / keep;
      count += 1;
    }
    const text = (column: Uint32Array): string => Buffer.from(column.buffer, 0, count * 4).toString('base64');
    return {
      base,
      count,
      next: place < moves.count ? place : null,
      since: text(offsets),
      way: text(ways),
      entry: text(entries),
    };
  }

  /** The entries at a node at an instant, those who came last first. @throws EngineError `notFound`. */
  present(node: string, at: number, offset: number, limit: number): { total: number; rows: PresentRow[] } {
    const wanted = this.nodeCalled(node);
    const { moves } = this;
    const since = new Map<number, number>();
    for (let place = 0; place < moves.count && (moves.time[place] ?? 0) <= at; place += 1) {
      const code = (moves.way[place] ?? 0) & WAY_MASK;
      if (code >= this.codes.sent) continue;
      const entry = moves.entry[place] ?? 0;
      since.delete(entry);
      if (this.arrivals[code] === wanted) since.set(entry, moves.time[place] ?? 0);
    }
    const rows = [...since]
      .reverse()
      .slice(offset, offset + limit)
      .map(([entry, t]) => ({
        userId: stringAt(this.run.log.customerIds, moves.entryCustomer[entry] ?? 0),
        entry: moves.entryNumber[entry] ?? 0,
        since: t,
      }));
    return { total: since.size, rows };
  }

  /** How long entries stayed at a node (or had been under way when they took an edge), and at what hour. @throws EngineError `notFound`. */
  dwell(where: { node: string } | { edge: string }): Dwell {
    const gathered = 'node' in where ? this.staysAt(this.nodeCalled(where.node)) : this.timesOn(this.edgeCalled(where.edge));
    const lengths = Float64Array.from(gathered.lengths).sort();
    const at = (share: number): number | null =>
      lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))] ?? null;
    return {
      lengths: histogram(lengths),
      median: at(0.5),
      longest: lengths[lengths.length - 1] ?? null,
      stillThere: gathered.stillThere,
      count: gathered.hours.reduce((sum, count) => sum + count, 0),
      hours: gathered.hours,
      zone: journeyZone(this.journey),
    };
  }

  private staysAt(node: number): Gathered {
    const { moves } = this;
    const arrived = new Map<number, number>();
    const lengths: number[] = [];
    const hours = this.emptyHours();
    for (let place = 0; place < moves.count; place += 1) {
      const code = (moves.way[place] ?? 0) & WAY_MASK;
      if (code >= this.codes.sent) continue;
      const entry = moves.entry[place] ?? 0;
      const t = moves.time[place] ?? 0;
      const came = arrived.get(entry);
      if (came !== undefined) {
        lengths.push(t - came);
        arrived.delete(entry);
      }
      if (this.arrivals[code] !== node) continue;
      arrived.set(entry, t);
      hours.add(t);
    }
    return { lengths, stillThere: arrived.size, hours: hours.counts };
  }

  private timesOn(edge: number): Gathered {
    const { moves } = this;
    const started = new Float64Array(moves.entryCount);
    const lengths: number[] = [];
    const hours = this.emptyHours();
    for (let place = 0; place < moves.count; place += 1) {
      const code = (moves.way[place] ?? 0) & WAY_MASK;
      const entry = moves.entry[place] ?? 0;
      const t = moves.time[place] ?? 0;
      if (code >= this.codes.start && code < this.codes.end) started[entry] = t;
      if (code !== edge) continue;
      lengths.push(t - (started[entry] ?? t));
      hours.add(t);
    }
    return { lengths, stillThere: 0, hours: hours.counts };
  }

  private emptyHours(): { counts: number[]; add: (t: number) => void } {
    const zone = zoneNamed(journeyZone(this.journey));
    const counts = new Array<number>(24).fill(0);
    return {
      counts,
      add: (t) => {
        const hour = zone?.hour(t) ?? 0;
        counts[hour] = (counts[hour] ?? 0) + 1;
      },
    };
  }

  private nodeCalled(id: string): number {
    return placeCalled(this.nodePlaces, id, 'step');
  }

  private edgeCalled(id: string): number {
    return placeCalled(this.edgePlaces, id, 'connection');
  }
}

interface Gathered {
  /** ms */
  lengths: number[];
  stillThere: number;
  hours: number[];
}

function placeCalled(places: ReadonlyMap<string, number>, id: string, what: string): number {
  const place = places.get(id);
  if (place === undefined) throw new EngineError('notFound', `The simulated journey has no ${what} "${id}". Simulate again.`);
  return place;
}

/** Counts ascending lengths by `DWELL_STEPS`. */
function histogram(lengths: Float64Array): Dwell['lengths'] {
  const bars = DWELL_STEPS.map((from, step) => ({ from, to: DWELL_STEPS[step + 1] ?? null, count: 0 }));
  let step = 0;
  for (const length of lengths) {
    while (step + 1 < bars.length && length >= (bars[step + 1]?.from ?? Infinity)) step += 1;
    const bar = bars[step];
    if (bar) bar.count += 1;
  }
  return bars;
}
