import type { Scalar } from '../condition/comparison.js';
import type { Timeline } from './timeline.js';
import { columnReader, type ColumnReader } from './values.js';
import { ownValue } from '../own-value.js';
import { zoneNamed, type Zone } from './zones.js';

/** The traits of the current customer: those of the log, changed by `update` nodes on the way (semantics §4). */
export class Traits {
  readonly #timeline: Timeline;
  readonly #columns = new Map<string, ColumnReader>();
  readonly #updates = new Map<string, Scalar | null>();
  #serial = -1;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  #refresh(): void {
    if (this.#serial === this.#timeline.serial) return;
    this.#serial = this.#timeline.serial;
    if (this.#updates.size > 0) this.#updates.clear();
  }

  value(name: string): Scalar | undefined {
    this.#refresh();
    const updated = this.#updates.get(name);
    if (updated !== undefined) return updated ?? undefined;
    return this.#column(name).value(this.#timeline.customer);
  }

  /** Those of the given names that the customer has, and all that were set on the way. */
  all(names: readonly string[]): Record<string, Scalar> {
    this.#refresh();
    const found: Record<string, Scalar> = {};
    for (const name of new Set([...names, ...this.#updates.keys()])) {
      const value = this.value(name);
      if (value !== undefined)
        Object.defineProperty(found, name, { value, enumerable: true, configurable: true, writable: true });
    }
    return found;
  }

  #column(name: string): ColumnReader {
    let column = this.#columns.get(name);
    if (!column) {
      column = columnReader(ownValue(this.#timeline.log.traits, name));
      this.#columns.set(name, column);
    }
    return column;
  }

  /** Sets a trait for the rest of the customer's run; `null` takes it away. */
  set(name: string, value: Scalar | null): void {
    this.#refresh();
    this.#updates.set(name, value);
  }

  /** The customer's own time zone, or `fallback` where the trait is missing or unknown (semantics §3). */
  zone(fallback: Zone): Zone {
    const name = this.value('timezone');
    return (typeof name === 'string' ? zoneNamed(name) : undefined) ?? fallback;
  }
}
