import { describe, expect, it } from 'vitest';
import { claim, countDone, customersDone, newClaims, stop } from './claims.js';

describe('claims', () => {
  it('give each range to one worker, whoever takes how many', () => {
    const claims = newClaims(10);
    const workers = [0, 1, 2].map((worker) => claim(claims, worker, 3));
    const taken: number[][] = [[], [], []];
    // The first takes three at a time, the others one.
    for (const turn of [0, 0, 0, 1, 2, 0, 0, 0, 1, 2, 0, 0, 0]) {
      const next = workers[turn]?.next();
      if (next && next.done !== true) taken[turn]?.push(next.value);
    }
    expect(taken.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(taken.map(([first]) => first)).toEqual([0, 3, 6]);
  });

  it('end when they are stopped, and count the customers', () => {
    const claims = newClaims(4);
    const places = claim(claims, 0, 1);
    expect(places.next().value).toBe(0);
    countDone(claims, 7);
    stop(claims);
    expect(places.next().done).toBe(true);
    expect(customersDone(claims)).toBe(7);
  });
});
