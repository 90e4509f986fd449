import { describe, expect, it } from 'vitest';
import type { MovesPage, PlaybackSummary } from '../../../../shared/contract/simulations.js';
import { FIRST_AT_NODE, FIRST_ON_WAY, moveCodes } from '../../../../shared/simulation/moves.js';
import { emptyDots, findDots, MOST_DOTS } from './dots.js';
import { MoveCounts } from './moveCounts.js';
import { PlayedMoves } from './playedMoves.js';
import { Player, speedFor } from './player.js';

const DAY = 86_400_000;
const NODES = ['t', 'wait', 'mail'];
const codes = moveCodes(3, 2);

/** Trigger → wait → mail; times in ms from 0 to 10 days. */
function summaryOf(entries: number, moves: number, keepOneIn = 1): PlaybackSummary {
  return {
    entries,
    moves,
    keepOneIn,
    from: 0,
    to: 10 * DAY,
    zone: 'UTC',
    nodes: NODES.map((id) => ({ id, customers: 0, sent: 0, heldBack: 0 })),
    edges: [
      { id: 'a', source: 0, target: 1, entries: 0, customers: 0 },
      { id: 'b', source: 1, target: 2, entries: 0, customers: 0 },
    ],
  };
}

type Move = [t: number, way: number, entry: number];

function pageOf(moves: readonly Move[], base = 0): MovesPage {
  const text = (part: (move: Move) => number): string => {
    const bytes = new Uint8Array(Uint32Array.from(moves, part).buffer);
    return btoa(String.fromCharCode(...bytes));
  };
  return {
    base,
    count: moves.length,
    next: null,
    since: text(([t]) => t - base),
    way: text(([, way]) => way),
    entry: text(([, , entry]) => entry),
  };
}

/** Two customers enter at once, the first again a day later; each waits two days, gets a mail and ends. */
const MOVES: Move[] = [
  ...[0, 1].flatMap((entry): Move[] => [
    [DAY, codes.start + FIRST_ON_WAY + FIRST_AT_NODE, entry],
    [DAY, 0 + FIRST_ON_WAY + FIRST_AT_NODE, entry],
  ]),
  [2 * DAY, codes.start, 2],
  [2 * DAY, 0, 2],
  ...[0, 1].flatMap((entry): Move[] => [
    [3 * DAY, 1 + FIRST_ON_WAY + FIRST_AT_NODE, entry],
    [3 * DAY, codes.sent + 2 + FIRST_ON_WAY, entry],
    [3 * DAY, codes.end + 2 + FIRST_ON_WAY, entry],
  ]),
];

const played = () => new PlayedMoves(summaryOf(3, MOVES.length), [pageOf(MOVES.slice(0, 5)), pageOf(MOVES.slice(5), 2 * DAY)]);

describe('counts of a playback', () => {
  it('grow with time, and are the same on the way back', () => {
    const counts = new MoveCounts(played());
    const seen = (t: number) => {
      counts.seek(t);
      return [counts.onEdge(0, 'entries'), counts.onEdge(0, 'customers'), counts.atNode(1).here, counts.atNode(2)];
    };
    const nobody = { here: 0, reached: 0, customers: 0, ended: 0, sent: 0, heldBack: 0 };
    const end = { here: 0, reached: 2, customers: 2, ended: 2, sent: 2, heldBack: 0 };
    expect(seen(DAY - 1)).toEqual([0, 0, 0, nobody]);
    expect(seen(DAY)).toEqual([2, 2, 2, nobody]);
    expect(seen(10 * DAY)).toEqual([3, 2, 1, end]);
    expect(seen(2 * DAY)).toEqual([3, 2, 3, nobody]);
    expect(seen(0)).toEqual([0, 0, 0, nobody]);
  });

  it('jump back over kept states', () => {
    const many = Array.from({ length: 70_000 }, (_, entry): Move => [entry, codes.start, entry]);
    const pages = Array.from({ length: 7 }, (_, part) => pageOf(many.slice(part * 10_000, (part + 1) * 10_000)));
    const counts = new MoveCounts(new PlayedMoves(summaryOf(70_000, 70_000), pages));
    counts.seek(70_000);
    for (const t of [66_000, 65_535, 65_536, 12, 69_999]) {
      counts.seek(t);
      expect(counts.atNode(0).reached).toBe(t + 1);
    }
  });

  it('are multiplied where only some entries are played', () => {
    const counts = new MoveCounts(new PlayedMoves(summaryOf(6, 20, 3), [pageOf(MOVES)]));
    counts.seek(10 * DAY);
    expect(counts.atNode(2).sent).toBe(6);
  });
});

describe('dots', () => {
  it('go along their edge for a while after the move', () => {
    const dots = emptyDots();
    const share = (at: number) => {
      findDots(played(), at, 1000, dots);
      return Array.from(dots.share.subarray(0, dots.count));
    };
    expect(share(DAY - 1)).toEqual([]);
    expect(share(DAY + 250)).toEqual([0.25, 0.25]);
    expect(share(DAY + 1000)).toEqual([]);
    expect([share(3 * DAY + 500), dots.edge[0]]).toEqual([[0.5, 0.5], 1]);
  });

  it('take several edges of one instant one after the other', () => {
    const moves = new PlayedMoves(summaryOf(1, 2), [
      pageOf([
        [DAY, 0, 0],
        [DAY, 1, 0],
      ]),
    ]);
    const dots = emptyDots();
    findDots(moves, DAY + 500, 1000, dots);
    expect([dots.count, dots.edge[0]]).toEqual([1, 0]);
    findDots(moves, DAY + 1500, 1000, dots);
    expect([dots.count, dots.edge[0], dots.share[0]]).toEqual([1, 1, 0.5]);
  });

  it('are a stated share of too many', () => {
    const many = Array.from({ length: 20_000 }, (_, entry): Move => [DAY, 0, entry]);
    const moves = new PlayedMoves(summaryOf(20_000, 20_000), [pageOf(many.slice(0, 10_000)), pageOf(many.slice(10_000))]);
    const dots = emptyDots();
    findDots(moves, DAY + 1, 1000, dots);
    expect(dots.oneIn).toBe(4);
    expect(dots.count).toBe(5_000);
    expect(dots.count).toBeLessThanOrEqual(MOST_DOTS);
  });
});

describe('a player', () => {
  it('lets time pass while it plays, and stops at the end', () => {
    const player = new Player(played());
    player.setSpeed(DAY);
    player.advance(1000);
    expect(player.at).toBe(0);
    player.toggle();
    player.advance(1500);
    expect(player.at).toBe(1.5 * DAY);
    expect(player.counts.atNode(1).here).toBe(2);
    player.advance(60_000);
    expect(player.store.getState()).toMatchObject({ at: 10 * DAY, playing: false });
    player.toggle();
    expect(player.store.getState()).toMatchObject({ at: 0, playing: true });
  });

  it('stops at the very instant at which somebody comes to a breakpoint, and goes on from there', () => {
    const player = new Player(played());
    player.setSpeed(DAY);
    player.toggleBreakpoint('mail');
    player.toggle();
    player.advance(9000);
    expect(player.store.getState()).toMatchObject({ at: 3 * DAY, playing: false, stoppedAt: 'mail' });
    player.toggle();
    player.advance(1000);
    expect(player.store.getState()).toMatchObject({ at: 4 * DAY, playing: true, stoppedAt: undefined });
  });

  it('steps from event to event, both ways', () => {
    const player = new Player(played());
    const steps = [1, 1, 1, 1, -1, -1, -1, -1].map((direction) => {
      player.step(direction === 1 ? 1 : -1);
      return player.at / DAY;
    });
    expect(steps).toEqual([1, 2, 3, 10, 3, 2, 1, 0]);
  });

  it('begins with a speed that shows the whole in less than two minutes', () => {
    for (const days of [0.01, 1, 60, 365]) expect((days * DAY) / speedFor(days * DAY)).toBeLessThan(120);
  });
});
