import { compileCount } from '../../condition/compare.js';
import type { DidCount } from '../../condition/schema.js';
import type { CompileContext } from '../context.js';
import type { EventRef } from '../events.js';
import { SlidingTally } from '../sliding.js';
import { windowOver } from '../window.js';
import type { CompiledLeaf } from './index.js';

/** `{"did": E, "by": property, "times": N}`: some one value is borne by N events (semantics §3). */
export function compileDidBy(leaf: DidCount & { by: string }, { run }: CompileContext): CompiledLeaf {
  const stream = run.stream(leaf.did, leaf.where, leaf.within === 'session');
  const window = windowOver(leaf.within, stream, run.timeline, run.session);
  const property = run.property(leaf.by);
  const { holds } = compileCount(leaf.times);
  const tally = new SlidingTally(run.timeline, stream, (ref) => property.key(ref), holds);

  /** The event whose value satisfied: the moment's own, else one of the most frequent value, the latest. */
  const bearerOf = (own: EventRef | undefined, lower: number, satisfying: (ref: EventRef) => number): EventRef | undefined => {
    if (own !== undefined && satisfying(own) > 0) return own;
    let bearer: EventRef | undefined;
    let most = 0;
    for (let place = stream.count - 1; place >= lower; place--) {
      const ref = stream.refAt(place);
      const count = satisfying(ref);
      if (count > most) [bearer, most] = [ref, count];
    }
    return bearer;
  };

  return {
    holds(moment) {
      stream.sync();
      return tally.at(window.lower(moment), window.advances).satisfying > 0;
    },
    nextChange(moment) {
      stream.sync();
      const lower = window.lower(moment);
      return lower < stream.count ? window.expiry(lower) : Infinity;
    },
    mask: stream.mask,
    observe(moment) {
      stream.sync();
      const lower = window.lower(moment);
      const most = tally.at(lower, window.advances).most();
      if (!most) return { count: 0 };
      let place = stream.count - 1;
      while (place >= lower && property.key(stream.refAt(place)) !== most.key) place--;
      const bearer = place >= lower ? stream.refAt(place) : undefined;
      const value = bearer === undefined ? undefined : property.value(bearer);
      return { count: most.count, ...(value !== undefined && { value }) };
    },
    satisfyingValue(moment) {
      stream.sync();
      const lower = window.lower(moment);
      const { counts } = tally.at(lower, window.advances);
      const ref = bearerOf(moment.event, lower, (each) => {
        const key = property.key(each);
        const count = key === undefined ? 0 : (counts.get(key) ?? 0);
        return count > 0 && holds(count) ? count : 0;
      });
      const value = ref === undefined ? undefined : property.value(ref);
      return value === undefined ? undefined : { property: leaf.by, value };
    },
  };
}
