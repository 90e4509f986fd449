import { createStore, type StoreApi } from 'zustand';
import { MoveCounts } from './moveCounts.js';
import { TRAVEL_SECONDS } from './dots.js';
import type { PlayedMoves } from './playedMoves.js';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** Time of the log that passes in a second, slowest first. */
export const SPEEDS = [
  { ms: 1_000, label: 'as it was' },
  { ms: MINUTE, label: '1 min / s' },
  { ms: 10 * MINUTE, label: '10 min / s' },
  { ms: HOUR, label: '1 h / s' },
  { ms: 6 * HOUR, label: '6 h / s' },
  { ms: DAY, label: '1 day / s' },
  { ms: 3 * DAY, label: '3 days / s' },
  { ms: 7 * DAY, label: '1 week / s' },
  { ms: 30 * DAY, label: '30 days / s' },
] as const;

/** At this many places of the whole period a second, the default speed plays it. */
const SECONDS_FOR_ALL = 45;
/** How often the numbers on nodes follow a playback that runs. */
const PUBLISH_MS = 160;

export interface PlayerState {
  /** UTC ms of the log. */
  at: number;
  playing: boolean;
  /** ms of the log a second. */
  speed: number;
  /** Ids of nodes at which playing stops. */
  breakpoints: ReadonlySet<string>;
  /** The node at which it has stopped. */
  stoppedAt: string | undefined;
  /** Counts up with each publication: the counts have changed. */
  version: number;
}

/** The speed that plays a period in about the default time. */
export function speedFor(length: number): number {
  const wanted = length / SECONDS_FOR_ALL;
  return SPEEDS.reduce((best, { ms }) => (Math.abs(Math.log(ms / wanted)) < Math.abs(Math.log(best / wanted)) ? ms : best), HOUR);
}

/** Plays the movements of one run. Time passes by `advance`, which whoever draws calls for each frame. */
export class Player {
  readonly store: StoreApi<PlayerState>;
  readonly counts: MoveCounts;
  /** The instant that is shown now; the store follows a few times a second. */
  at: number;
  private sincePublished = 0;
  private stepped = false;

  constructor(
    readonly moves: PlayedMoves,
    keep: Partial<Pick<PlayerState, 'at' | 'speed' | 'breakpoints'>> = {},
  ) {
    const { from, to } = moves.summary;
    this.counts = new MoveCounts(moves);
    this.at = Math.min(to, Math.max(from, keep.at ?? from));
    this.counts.seek(this.at);
    this.store = createStore<PlayerState>(() => ({
      at: this.at,
      playing: false,
      speed: keep.speed ?? speedFor(to - from),
      breakpoints: keep.breakpoints ?? new Set(),
      stoppedAt: undefined,
      version: 0,
    }));
  }

  /** Lets `ms` of the viewer's time pass, if it plays. */
  advance(ms: number): void {
    const { playing, speed } = this.store.getState();
    if (!playing) return;
    const { to } = this.moves.summary;
    const next = Math.min(to, this.at + (ms / 1000) * speed);
    const hit = this.breakpointIn(next);
    this.at = hit?.t ?? next;
    this.counts.seek(this.at);
    this.sincePublished += ms;
    if (hit) this.publish({ playing: false, stoppedAt: this.moves.summary.nodes[hit.node]?.id });
    else if (this.at >= to) this.publish({ playing: false });
    else if (this.sincePublished >= PUBLISH_MS) this.publish({});
  }

  private breakpointIn(until: number): { t: number; node: number } | undefined {
    const { breakpoints } = this.store.getState();
    if (breakpoints.size === 0) return undefined;
    const places = new Set<number>();
    this.moves.summary.nodes.forEach(({ id }, place) => {
      if (breakpoints.has(id)) places.add(place);
    });
    return this.moves.firstArrival(places, this.at, until);
  }

  private publish(change: Partial<PlayerState>): void {
    this.sincePublished = 0;
    this.store.setState(({ version }) => ({ ...change, at: this.at, version: version + 1 }));
  }

  /** The instant for which dots are drawn: after a step they are half-way, where one sees them. */
  shownAt(): number {
    const { playing, speed } = this.store.getState();
    return this.stepped && !playing ? this.at + (speed * TRAVEL_SECONDS) / 2 : this.at;
  }

  /** Shows another instant; playing goes on from there. */
  seek(t: number): void {
    const { from, to } = this.moves.summary;
    this.stepped = false;
    this.at = Math.min(to, Math.max(from, t));
    this.counts.seek(this.at);
    this.publish({ stoppedAt: undefined });
  }

  /** Plays or pauses; at the end it starts over. */
  toggle(): void {
    const { playing } = this.store.getState();
    if (!playing && this.at >= this.moves.summary.to) this.seek(this.moves.summary.from);
    this.publish({ playing: !playing, stoppedAt: undefined });
  }

  pause(): void {
    this.publish({ playing: false });
  }

  /** Goes to the next (or the latest) instant at which anything moves, and pauses there. */
  step(direction: 1 | -1): void {
    const { from, to } = this.moves.summary;
    const instant = direction === 1 ? this.moves.nextInstant(this.at) : this.moves.previousInstant(this.at);
    this.publish({ playing: false });
    this.seek(instant ?? (direction === 1 ? to : from));
    this.stepped = instant !== undefined;
  }

  setSpeed(speed: number): void {
    this.publish({ speed });
  }

  /** One step faster or slower. */
  changeSpeed(direction: 1 | -1): void {
    const place = SPEEDS.findIndex(({ ms }) => ms >= this.store.getState().speed);
    this.publish({ speed: SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, place + direction))]?.ms ?? DAY });
  }

  toggleBreakpoint(node: string): void {
    const breakpoints = new Set(this.store.getState().breakpoints);
    if (!breakpoints.delete(node)) breakpoints.add(node);
    this.publish({ breakpoints });
  }
}
