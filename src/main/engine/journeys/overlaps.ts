import type { JourneyNode } from '../../../shared/journey/schema.js';
import { zoneNamed } from '../../../shared/simulation/zones.js';
import type { FinishedRun } from '../simulations/simulator.js';

const SENT = 0;
const DAY_MS = 86_400_000;
/** More days than any log spans, before and after 1970, so that a customer and a day make one number. */
const DAYS = 2 ** 20;

/** Another journey of a run that messages the same customers on the same days. */
export interface Overlap {
  /** Place of the other journey in the run. */
  other: number;
  /** Customers to whom both sent something on one day of the first journey's time zone, and how many such days there are in all. */
  customers: number;
  days: number;
  /** The e-mail nodes of the first journey that sent on these days. */
  nodes: JourneyNode[];
}

/** Where other journeys of a run sent to the customers of one (`own` is its place) on the same day, most customers first. */
export function overlapsOf(run: FinishedRun, own: number): Overlap[] {
  const ownDays = daysOf(run, own, own);
  if (ownDays.size === 0) return [];
  const journey = run.journeys[own];
  return run.journeys
    .flatMap((_, other): Overlap[] => {
      const shared = other === own ? [] : [...daysOf(run, other, own).keys()].filter((day) => ownDays.has(day));
      if (shared.length === 0) return [];
      const nodes = new Set(shared.flatMap((day) => [...(ownDays.get(day) ?? [])]));
      return [
        {
          other,
          customers: new Set(shared.map((day) => Math.floor(day / DAYS))).size,
          days: shared.length,
          nodes: (journey?.nodes ?? []).filter((_node, place) => nodes.has(place)),
        },
      ];
    })
    .sort((a, b) => b.customers - a.customers);
}

/** The nodes of a journey that sent something, by customer and day in the zone of the journey at place `zoneOf`. */
function daysOf({ messages, journeys }: FinishedRun, wanted: number, zoneOf: number): Map<number, Set<number>> {
  const zone = zoneNamed(journeys[zoneOf]?.timezone ?? 'UTC');
  const days = new Map<number, Set<number>>();
  for (let place = 0; place < messages.count; place += 1) {
    if (messages.journey[place] !== wanted || messages.outcome[place] !== SENT) continue;
    const time = messages.time[place] ?? 0;
    const day = Math.floor((zone ? zone.local(time) : time) / DAY_MS) + DAYS / 2;
    const key = (messages.customer[place] ?? 0) * DAYS + day;
    const nodes = days.get(key);
    if (nodes) nodes.add(messages.node[place] ?? 0);
    else days.set(key, new Set([messages.node[place] ?? 0]));
  }
  return days;
}
