/** A seeded stream of random numbers (mulberry32), so that the same seed gives the same shop on every machine. */
export class Random {
  private state: number;

  /** @param stream tells apart independent streams of one seed, such as one per customer. */
  constructor(seed: number, stream: number) {
    this.state = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;
    for (let round = 0; round < 4; round += 1) this.next();
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** A waiting time with the given mean: many short ones, few long ones. */
  waiting(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** How many arrivals fall into a period that expects `mean` of them (Poisson). */
  arrivals(mean: number): number {
    let count = 0;
    for (let elapsed = this.waiting(1); elapsed < mean; elapsed += this.waiting(1)) count += 1;
    return count;
  }

  pick<T>(list: readonly T[]): T {
    return this.weighted(list, () => 1);
  }

  /** One of the list, each as likely as its weight says. */
  weighted<T>(list: readonly T[], weight: (item: T, index: number) => number): T {
    const total = list.reduce((sum, item, index) => sum + weight(item, index), 0);
    let left = this.next() * total;
    for (const [index, item] of list.entries()) {
      left -= weight(item, index);
      if (left < 0) return item;
    }
    const last = list.at(-1);
    if (last === undefined) throw new RangeError('There is nothing to choose from');
    return last;
  }
}
