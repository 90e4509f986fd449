import { UNIT_MS } from '../../../src/shared/condition/duration.js';
import type { SampleCustomer, SampleEvent } from '../output.js';
import { PERIOD_END, PERIOD_START } from './calendar.js';
import type { Happening } from './happening.js';
import { campaignMail } from './mail.js';
import { makePerson, type Person } from './people.js';
import { Random } from './random.js';
import { plannedVisits, Shopper } from './shopping.js';

export const TRAITS = ['email', 'first_name', 'last_name', 'country', 'timezone', 'consent', 'loyalty_tier'] as const;

/** A generated shop: its log in the order of time, and its customers. */
export interface Shop {
  events: SampleEvent[];
  customers: SampleCustomer[];
}

/** When a customer agreed to mails: long ago, on an early visit, or never. */
function subscription(person: Person, visits: readonly number[], random: Random): number {
  if (person.consent === 'subscribed') return -Infinity;
  const [first] = visits;
  const mayJoin = person.email !== undefined && person.consent === 'unknown' && first !== undefined;
  return mayJoin && random.chance(person.habits.kind === 'newcomer' ? 0.6 : 0.12) ? first + 2 * UNIT_MS.m : Infinity;
}

/** Everything one customer does and gets, in the order of time. */
function live(person: Person, random: Random): Happening[] {
  const planned = plannedVisits(person, random);
  const subscribedAt = subscription(person, planned, random);
  const joined: Happening[] = Number.isFinite(subscribedAt)
    ? [{ at: subscribedAt, event: 'Subscribed', properties: { source: 'website' } }]
    : [];
  const mail = campaignMail(person, subscribedAt, random);
  const shopper = new Shopper(person, random);
  shopper.walk([...planned, ...mail.visits.map((click) => click + 3_000)]);
  return [...joined, ...mail.happenings, ...shopper.happenings]
    .filter(({ at }) => at >= PERIOD_START && at < PERIOD_END)
    .sort((a, b) => a.at - b.at);
}

function traitsOf(person: Person): SampleCustomer {
  return {
    userId: person.userId,
    email: person.email,
    first_name: person.firstName,
    last_name: person.lastName,
    country: person.country,
    timezone: person.knownZone ? person.timezone : undefined,
    consent: person.consent === 'unknown' ? undefined : person.consent,
    loyalty_tier: person.tier,
  };
}

/** The shop of a seed: the same seed gives the same shop, byte for byte. */
export function generateShop(seed: number, customerCount: number): Shop {
  const customers: SampleCustomer[] = [];
  const log: { at: number; event: SampleEvent }[] = [];
  for (let index = 0; index < customerCount; index += 1) {
    const random = new Random(seed, index);
    const person = makePerson(index, random);
    customers.push(traitsOf(person));
    for (const { at, event, properties } of live(person, random)) {
      log.push({ at, event: { userId: person.userId, event, timestamp: new Date(at).toISOString(), properties } });
    }
  }
  log.sort((a, b) => a.at - b.at);
  return { events: log.map(({ event }) => event), customers };
}
