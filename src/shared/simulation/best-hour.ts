import { hourWeights } from './constants.js';
import type { RunContext } from './context.js';
import type { Zone } from './zones.js';

/** How many opens the habits of the whole log are worth against the customer's own (semantics §6). */
const SMOOTHING = 5;
const HOURS = 24;

/**
 * The customer's best hour with the history so far: own opens (clicks as two) by hour, each hour smoothed with its share in
 * the whole log times 5; ties go to the earlier hour (semantics §6). Compared as whole numbers, so that no rounding decides.
 */
export class BestHour {
  readonly #run: RunContext;
  readonly #logHours: readonly number[];
  readonly #logTotal: number;
  readonly #weights: Float64Array;

  constructor(run: RunContext, logHours: readonly number[]) {
    this.#run = run;
    this.#logHours = logHours;
    this.#logTotal = logHours.reduce((sum, count) => sum + count, 0);
    this.#weights = hourWeights(run);
  }

  at(zone: Zone): number {
    const own = this.#ownHours(zone);
    const scale = this.#logTotal === 0 ? 1 : this.#logTotal;
    const score = (hour: number): number => (own[hour] ?? 0) * scale + SMOOTHING * (this.#logHours[hour] ?? 0);
    let best = 0;
    for (let hour = 1; hour < HOURS; hour++) if (score(hour) > score(best)) best = hour;
    return best;
  }

  #ownHours(zone: Zone): number[] {
    const { timeline } = this.#run;
    const { eventCodes, times } = timeline.log;
    const hours = new Array<number>(HOURS).fill(0);
    const take = (code: number, time: number): void => {
      const weight = this.#weights[code] ?? 0;
      if (weight === 0) return;
      const hour = zone.hour(time);
      hours[hour] = (hours[hour] ?? 0) + weight;
    };
    for (let ref = timeline.begin; ref < timeline.cursor; ref++) take(eventCodes[ref] ?? 0, times[ref] ?? 0);
    for (const event of timeline.simulated) take(event.code, event.time);
    return hours;
  }
}
