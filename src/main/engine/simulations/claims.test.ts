import { describe, expect, it } from 'vitest';
import { claim, countDone, customersDone, hasBegun, newClaims, stop } from './claims.js';

const ranges = (count: number) => Array.from({ length: count }, (_, place) => ({ from: place, to: place + 1 }));

describe('claims', () => {
  it('give each range to one worker, whoever takes how many', () => {
    const claims = newClaims(ranges(10), 3);
    const workers = [0, 1, 2].map((worker) => claim(claims, worker));
    const taken: number[][] = [[], [], []];
    // The first takes three at a time, the others one.
    for (const turn of [0, 0, 0, 1, 2, 0, 0, 0, 1, 2, 0, 0, 0]) {
      const next = workers[turn]?.next();
      if (next && next.done !== true) taken[turn]?.push(next.value.from);
    }
    expect([0, 1, 2].map((worker) => hasBegun(claims, worker))).toEqual([true, true, true]);
    expect(taken.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(taken.map(([first]) => first)).toEqual([0, 3, 6]);
  });

  it('tell who has not begun', () => {
    const claims = newClaims(ranges(2), 2);
    expect([...claim(claims, 1)].length).toBe(2);
    expect([0, 1].map((worker) => hasBegun(claims, worker))).toEqual([false, true]);
    expect([...claim(claims, 0)]).toEqual([]);
  });

  it('end when they are stopped, and count the customers', () => {
    const claims = newClaims(ranges(4), 1);
    const places = claim(claims, 0);
    expect(places.next().value).toEqual({ from: 0, to: 1 });
    countDone(claims, 7);
    stop(claims);
    expect(places.next().done).toBe(true);
    expect(customersDone(claims)).toBe(7);
  });
});
