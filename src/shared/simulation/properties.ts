import { ownValue } from '../own-value.js';
import type { Scalar } from '../condition/comparison.js';
import { compileComparison } from '../condition/compare.js';
import type { Where } from '../condition/events.js';
import type { EventRef } from './events.js';
import type { Timeline } from './timeline.js';
import { columnReader, type ColumnReader, type ValueKey } from './values.js';

/** Reads one property of the events of a customer's history, logged and simulated alike. */
export class PropertyReader {
  readonly #timeline: Timeline;
  readonly #name: string;
  readonly #column: ColumnReader;

  constructor(timeline: Timeline, name: string) {
    this.#timeline = timeline;
    this.#name = name;
    this.#column = columnReader(ownValue(timeline.log.properties, name));
  }

  value(ref: EventRef): Scalar | undefined {
    return ref >= 0 ? this.#column.value(ref) : this.#simulated(ref);
  }

  key(ref: EventRef): ValueKey | undefined {
    if (ref >= 0) return this.#column.key(ref);
    const value = this.#simulated(ref);
    return value === undefined ? undefined : this.#column.keyOf(value);
  }

  /** The key that events bearing this value have. */
  keyOf(value: Scalar): ValueKey {
    return this.#column.keyOf(value);
  }

  #simulated(ref: EventRef): Scalar | undefined {
    return ownValue(this.#timeline.simulatedEvent(ref).properties, this.#name);
  }

  /** A test of the property on an event. */
  test(test: (value: Scalar | undefined) => boolean): (ref: EventRef) => boolean {
    const logged = this.#column.test(test);
    return (ref) => (ref >= 0 ? logged(ref) : test(this.#simulated(ref)));
  }
}

/** Tells whether an event satisfies every line of a `P` (semantics §3). */
export type EventFilter = (ref: EventRef) => boolean;

/** Compiles a `P`; `undefined` when it asks nothing. */
export function compileWhere(where: Where | undefined, reader: (name: string) => PropertyReader): EventFilter | undefined {
  const tests = (where ?? []).map((line) => reader(line.property).test(compileComparison(line.is)));
  const [first, ...others] = tests;
  if (!first) return undefined;
  return others.length === 0 ? first : (ref) => tests.every((test) => test(ref));
}
