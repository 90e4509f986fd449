import { UNIT_MS } from '../../../src/shared/condition/duration.js';
import { day, localInstant, PERIOD_END, SHOP_ZONE } from './calendar.js';
import type { Happening } from './happening.js';
import type { Person } from './people.js';
import type { Random } from './random.js';

interface Campaign {
  id: string;
  topic: 'promotion' | 'newsletter';
  date: string;
  subject: string;
}

/** What the shop mailed to those who had agreed, at nine in the morning of its own zone. */
const CAMPAIGNS: readonly Campaign[] = [
  { id: 'october-news', topic: 'newsletter', date: '2025-10-02', subject: 'What is fresh in October' },
  { id: 'autumn-roasts', topic: 'promotion', date: '2025-10-07', subject: '10 % off autumn roasts' },
  { id: 'teapots', topic: 'promotion', date: '2025-10-14', subject: 'Two for one: glass teapots' },
  { id: 'harvest-news', topic: 'newsletter', date: '2025-10-16', subject: 'From the roastery: harvest notes' },
  { id: 'baking-week', topic: 'promotion', date: '2025-10-21', subject: 'Baking week: 15 % off' },
  { id: 'free-delivery', topic: 'promotion', date: '2025-10-28', subject: 'Free delivery until Sunday' },
  { id: 'november-news', topic: 'newsletter', date: '2025-11-06', subject: 'What is fresh in November' },
  { id: 'grinders', topic: 'promotion', date: '2025-11-04', subject: 'Grinders at their best price' },
  { id: 'singles-day', topic: 'promotion', date: '2025-11-11', subject: 'Today only: 11 % off all mugs' },
  { id: 'gift-guide', topic: 'newsletter', date: '2025-11-20', subject: 'Gifts they will use every day' },
  { id: 'early-access', topic: 'promotion', date: '2025-11-25', subject: 'Black Week begins early for you' },
  { id: 'black-friday', topic: 'promotion', date: '2025-11-28', subject: 'Black Friday: 20 % off everything' },
];

const CHRONICLE = CAMPAIGNS.map((campaign) => ({
  ...campaign,
  sentAt: localInstant(SHOP_ZONE, day(campaign.date), 9 * 60),
})).sort((a, b) => a.sentAt - b.sentAt);

/** When somebody gets round to a mail: at their own hour of the day, or soon after it came. */
function openingInstant(person: Person, sentAt: number, random: Random): number {
  if (random.chance(0.4)) return sentAt + UNIT_MS.m + Math.floor(random.waiting(2.5 * UNIT_MS.h));
  const today = Math.floor((sentAt - localInstant(person.timezone, 0, 0)) / UNIT_MS.d);
  const minute = person.habitHour * 60 + random.int(0, 59);
  const atHabit = localInstant(person.timezone, today, minute) + random.int(0, 59_999);
  return atHabit > sentAt + UNIT_MS.m ? atHabit : localInstant(person.timezone, today + 1, minute) + random.int(0, 59_999);
}

/** What follows the delivery of a mail, and the visit that a click begins. */
function reaction(person: Person, properties: Record<string, string>, sentAt: number, random: Random) {
  const { habits } = person;
  const happenings: Happening[] = [];
  if (!random.chance(habits.open)) return { happenings, visit: undefined, left: undefined };
  const opened = openingInstant(person, sentAt, random);
  happenings.push({ at: opened, event: 'Email Opened', properties });
  const left = random.chance(habits.unsubscribe) ? opened + 20_000 + random.int(0, 40_000) : undefined;
  if (left !== undefined) happenings.push({ at: left, event: 'Unsubscribed', properties });
  const clicked =
    left === undefined && random.chance(habits.click) ? opened + 4_000 + Math.floor(random.waiting(25_000)) : undefined;
  if (clicked !== undefined) happenings.push({ at: clicked, event: 'Email Link Clicked', properties });
  return { happenings, visit: clicked, left };
}

/** Sent, delivered and what the customer made of it. `visit` is the instant of a click that leads to the shop. */
export function correspond(person: Person, email_id: string, topic: string, subject: string, sentAt: number, random: Random) {
  const properties = { email_id, topic, subject };
  const answer = reaction(person, properties, sentAt, random);
  const happenings: Happening[] = [
    { at: sentAt, event: 'Email Sent', properties },
    { at: sentAt + 900 + random.int(0, 6_000), event: 'Email Delivered', properties },
    ...answer.happenings,
  ];
  return { ...answer, happenings };
}

/** The mailings that one customer got, from `subscribedAt` until they leave, bounce or complain. */
export function campaignMail(
  person: Person,
  subscribedAt: number,
  random: Random,
): { happenings: Happening[]; visits: number[] } {
  const happenings: Happening[] = [];
  const visits: number[] = [];
  if (person.email === undefined) return { happenings, visits };
  const badAddress = random.chance(0.012);
  let until = PERIOD_END;
  for (const { id, topic, subject, sentAt: morning } of CHRONICLE) {
    const sentAt = morning + random.int(0, 9 * UNIT_MS.m);
    if (sentAt < subscribedAt || sentAt > until) continue;
    const email_id = `${id}/${person.userId}`;
    if (badAddress) {
      const properties = { email_id, topic, subject };
      happenings.push(
        { at: sentAt, event: 'Email Sent', properties },
        { at: sentAt + 4_000, event: 'Email Bounced', properties: { ...properties, type: 'hard' } },
      );
      break;
    }
    const answer = correspond(person, email_id, topic, subject, sentAt, random);
    happenings.push(...answer.happenings);
    if (answer.visit !== undefined) visits.push(answer.visit);
    if (answer.left !== undefined) until = answer.left;
  }
  return { happenings, visits };
}
