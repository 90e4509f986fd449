import { compileComparison } from '../../condition/compare.js';
import { AGGREGATES, type AggregateName, type DidAggregate } from '../../condition/schema.js';
import type { CompileContext } from '../context.js';
import type { MatchStream } from '../stream.js';
import type { PropertyReader } from '../properties.js';
import { SlidingTally } from '../sliding.js';
import { windowOver } from '../window.js';
import type { CompiledLeaf } from './index.js';

type Fold = (values: Iterable<number>) => number | undefined;

/** Sums left to right in history order, so that every engine rounds alike. */
const FOLDS: Record<Exclude<AggregateName, 'distinct'>, Fold> = {
  sum(values) {
    let sum = 0;
    for (const value of values) sum += value;
    return sum;
  },
  avg(values) {
    let sum = 0;
    let count = 0;
    for (const value of values) {
      sum += value;
      count++;
    }
    return count === 0 ? undefined : sum / count;
  },
  min(values) {
    let least: number | undefined;
    for (const value of values) least = least === undefined || value < least ? value : least;
    return least;
  },
  max(values) {
    let most: number | undefined;
    for (const value of values) most = most === undefined || value > most ? value : most;
    return most;
  },
};

function* numbersFrom(stream: MatchStream, property: PropertyReader, lower: number): Generator<number> {
  for (let place = lower; place < stream.count; place++) {
    const value = property.value(stream.refAt(place));
    if (typeof value === 'number') yield value;
  }
}

/** `{"did": E, "sum"|"avg"|"min"|"max"|"distinct": property, "is": N}` (semantics §3). */
export function compileDidAggregate(leaf: DidAggregate, { run }: CompileContext): CompiledLeaf {
  const stream = run.stream(leaf.did, leaf.where, leaf.within === 'session');
  const window = windowOver(leaf.within, stream, run.timeline, run.session);
  const name = AGGREGATES.find((aggregate) => leaf[aggregate] !== undefined) ?? 'sum';
  const property = run.property(leaf[name] ?? '');
  const compare = compileComparison(leaf.is);
  const tally = new SlidingTally(
    run.timeline,
    stream,
    (ref) => property.key(ref),
    () => false,
  );

  const aggregate = (lower: number): number | undefined => {
    if (name === 'distinct') return tally.at(lower, window.advances).counts.size;
    return FOLDS[name](numbersFrom(stream, property, lower));
  };
  // Without any value `sum` and `distinct` are 0, the others make the condition false whatever it compares with.
  const holds = (value: number | undefined): boolean => value !== undefined && compare(value);

  let knownSerial = -1;
  let knownCount = 0;
  let knownLower = 0;
  let known: number | undefined;
  /** The aggregate of the matches inside, worked out anew only when an edge of the window has moved. */
  const current = (lower: number): number | undefined => {
    const unchanged = knownSerial === run.timeline.serial && knownCount === stream.count && knownLower === lower;
    if (!unchanged) {
      known = aggregate(lower);
      knownSerial = run.timeline.serial;
      knownCount = stream.count;
      knownLower = lower;
    }
    return known;
  };

  return {
    holds(moment) {
      stream.sync();
      return holds(current(window.lower(moment)));
    },
    nextChange(moment) {
      stream.sync();
      const lower = window.lower(moment);
      return lower < stream.count ? window.expiry(lower) : Infinity;
    },
    mask: stream.mask,
    observe(moment) {
      stream.sync();
      const value = current(window.lower(moment));
      return value === undefined ? {} : { value };
    },
  };
}
