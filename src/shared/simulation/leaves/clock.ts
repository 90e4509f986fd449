import { compileComparison } from '../../condition/compare.js';
import type { ClockLeaf } from '../../condition/schema.js';
import type { CompileContext } from '../context.js';
import { zoneNamed, type Zone } from '../zones.js';
import type { CompiledLeaf } from './index.js';

const HOUR = 3_600_000;
const DAY = 86_400_000;
/** No hour and no weekday stays away longer than this, gaps of the clock included. */
const LONGEST_ABSENCE = 16 * DAY;

function nextBoundary(zone: Zone, t: number, unit: number): number {
  const local = zone.local(t);
  const boundary = t + unit - (((local % unit) + unit) % unit);
  return Math.min(boundary, zone.nextTransition(t));
}

/** `{"clock": "hour"|"weekday", "is": N}`: the local hour 0–23 or ISO weekday 1–7 compares (semantics §3). */
export function compileClock(leaf: ClockLeaf, { run, zone }: CompileContext): CompiledLeaf {
  const isCustomers = leaf.timezone === 'customer';
  const named = leaf.timezone === undefined || isCustomers ? zone : (zoneNamed(leaf.timezone) ?? zone);
  const test = compileComparison(leaf.is);
  const unit = leaf.clock === 'hour' ? HOUR : DAY;
  const zoneNow = () => (isCustomers ? run.traits.zone(zone) : named);
  const shown = (where: Zone, t: number) => (leaf.clock === 'hour' ? where.hour(t) : where.weekday(t));

  return {
    holds: ({ t }) => test(shown(zoneNow(), t)),
    nextChange({ t }) {
      const where = zoneNow();
      const verdict = test(shown(where, t));
      let at = t;
      while (at <= t + LONGEST_ABSENCE) {
        at = nextBoundary(where, at, unit);
        if (test(shown(where, at)) !== verdict) return at;
      }
      return Infinity;
    },
    mask: run.codes.emptyMask(),
    readsTraits: isCustomers,
    observe: ({ t }) => ({ value: shown(zoneNow(), t) }),
  };
}
