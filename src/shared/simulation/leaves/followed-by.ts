import { durationMs } from '../../condition/duration.js';
import { otherEventParts } from '../../condition/events.js';
import type { FollowedBy } from '../../condition/schema.js';
import type { CompileContext } from '../context.js';
import { addToMask } from '../events.js';
import type { CompiledLeaf } from './index.js';

/** `{"did": E, "followedBy": E2, "within": D, "recent": D2}`: an `E2` came after an `E` by at most D (semantics §3). */
export function compileFollowedBy(leaf: FollowedBy, { run }: CompileContext): CompiledLeaf {
  const begun = run.stream(leaf.did, leaf.where);
  const { event, where } = otherEventParts(leaf.followedBy);
  const followed = run.stream(event, where);
  const within = durationMs(leaf.within);
  const recent = leaf.recent === undefined ? Infinity : durationMs(leaf.recent);

  let serial = -1;
  let examined = 0;
  let before = 0;
  let latest = -Infinity;
  /** The time of the latest `E2` that follows an `E`; each is settled when it joins, since every earlier `E` has joined. */
  const latestFollowing = (): number => {
    if (serial !== run.timeline.serial) {
      serial = run.timeline.serial;
      examined = 0;
      before = 0;
      latest = -Infinity;
    }
    begun.sync();
    followed.sync();
    for (; examined < followed.count; examined++) {
      const time = followed.timeAt(examined);
      while (before < begun.count && begun.timeAt(before) < time) before++;
      if (before > 0 && begun.timeAt(before - 1) >= time - within) latest = time;
    }
    return latest;
  };
  const mask = begun.mask.slice();
  addToMask(mask, followed.mask);
  return {
    holds: ({ t }) => latestFollowing() > t - recent,
    nextChange({ t }) {
      const end = latestFollowing() + recent;
      return end > t ? end : Infinity;
    },
    mask,
    observe: ({ t }) => ({ value: latestFollowing() > t - recent }),
  };
}
