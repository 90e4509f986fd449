import { create } from 'zustand';
import { useStore } from 'zustand';
import type { EngineClient } from '../../client/engine.js';
import { isCancelled } from '../../ui/index.js';
import type { Progress } from '../../../shared/contract/procedure.js';
import type { MovesPage } from '../../../shared/contract/simulations.js';
import { PlayedMoves } from './model/playedMoves.js';
import { Player, type PlayerState } from './model/player.js';

interface Playback {
  /** Whether the bar with which a run is played stands under the canvas. */
  open: boolean;
  /** The run that is being fetched or played. */
  run: string | undefined;
  player: Player | undefined;
  progress: Progress | undefined;
  error: unknown;
  /** One of how many entries is drawn as a dot; 1: all. */
  dotsOneIn: number;
}

const CLOSED: Playback = {
  open: false,
  run: undefined,
  player: undefined,
  progress: undefined,
  error: undefined,
  dotsOneIn: 1,
};

export const usePlayback = create<Playback>()(() => CLOSED);

let fetching: AbortController | undefined;

interface Source {
  engine: EngineClient;
  project: string;
  journey: string;
  run: string;
}

async function fetchMoves({ engine, ...of }: Source, signal: AbortSignal): Promise<PlayedMoves> {
  const onProgress = (progress: Progress): void => {
    if (!signal.aborted) usePlayback.setState({ progress });
  };
  const summary = await engine.call('simulations.playback', of, { signal, onProgress });
  const pages: MovesPage[] = [];
  let next: number | null = 0;
  while (next !== null) {
    onProgress({ stage: 'Fetching movements', fraction: Math.min(1, next / Math.max(1, summary.moves)) });
    const page: MovesPage = await engine.call('simulations.moves', { ...of, offset: next }, { signal });
    pages.push(page);
    next = page.next;
  }
  return new PlayedMoves(summary, pages);
}

/** Opens the playback of a run. A player of an earlier run of the journey hands on its instant, speed and breakpoints. */
export async function openPlayback(source: Source): Promise<void> {
  const before = usePlayback.getState();
  if (before.open && before.run === source.run && before.error === undefined) return;
  fetching?.abort();
  const mine = new AbortController();
  fetching = mine;
  before.player?.pause();
  const kept = before.player?.store.getState();
  usePlayback.setState({ ...CLOSED, open: true, run: source.run });
  try {
    const moves = await fetchMoves(source, mine.signal);
    if (!mine.signal.aborted) usePlayback.setState({ player: new Player(moves, kept), progress: undefined });
  } catch (error) {
    if (mine.signal.aborted) return;
    if (isCancelled(error)) closePlayback();
    else usePlayback.setState({ error, progress: undefined });
  }
}

export function closePlayback(): void {
  fetching?.abort();
  usePlayback.getState().player?.pause();
  usePlayback.setState(CLOSED);
}

const NO_PLAYER = new Player(
  new PlayedMoves({ entries: 0, moves: 0, keepOneIn: 1, from: 0, to: 0, zone: 'UTC', nodes: [], edges: [] }, []),
);

/** Part of a player's state; re-renders when that part changes. */
export function usePlayerState<T>(player: Player | undefined, select: (state: PlayerState) => T): T {
  return useStore((player ?? NO_PLAYER).store, select);
}
