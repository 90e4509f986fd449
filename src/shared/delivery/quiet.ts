import { journeyZone } from '../journey/defaults.js';
import type { Journey } from '../journey/schema.js';
import { nextWallTime, timeOfDayMs, zoneNamed, type Zone } from '../simulation/zones.js';

/** The end of a journey's quiet hours that hold at `t` for a customer; `undefined` outside them (semantics §6). */
export function quietEnd(journey: Journey, t: number, zoneOfCustomer: (fallback: Zone) => Zone): number | undefined {
  const quiet = journey.settings?.quietHours;
  const own = zoneNamed(journeyZone(journey));
  if (!quiet || !own) return undefined;
  const zone = quiet.timezone === 'customer' ? zoneOfCustomer(own) : (zoneNamed(quiet.timezone ?? '') ?? own);
  const [from, to] = [timeOfDayMs(quiet.from), timeOfDayMs(quiet.to)];
  const now = zone.timeOfDay(t);
  const inside = from < to ? now >= from && now < to : from > to && (now >= from || now < to);
  return inside ? nextWallTime(zone, t, to, { everyPass: true }) : undefined;
}
