import { durationMs } from '../../condition/duration.js';
import { otherEventParts } from '../../condition/events.js';
import type { Abandoned } from '../../condition/schema.js';
import type { CompileContext } from '../context.js';
import { addToMask } from '../events.js';
import type { CompiledLeaf } from './index.js';

/** `{"abandoned": E, "without": E2, "for": D}`: the latest `E` is at least D old and no `E2` came after it (semantics §3). */
export function compileAbandoned(leaf: Abandoned, { run }: CompileContext): CompiledLeaf {
  const begun = run.stream(leaf.abandoned, leaf.where);
  const { event, where } = otherEventParts(leaf.without);
  const finished = run.stream(event, where);
  const duration = durationMs(leaf.for);

  /** When the latest `E` becomes abandoned if nothing else happens; Infinity when it can't. */
  const due = (): number => {
    begun.sync();
    finished.sync();
    return begun.count === 0 || finished.latest() > begun.latest() ? Infinity : begun.latest() + duration;
  };
  const mask = begun.mask.slice();
  addToMask(mask, finished.mask);
  return {
    holds: ({ t }) => due() <= t,
    nextChange({ t }) {
      const instant = due();
      return instant > t ? instant : Infinity;
    },
    mask,
    observe: ({ t }) => ({ followed: due() === Infinity, ageMs: t - begun.latest() }),
  };
}
