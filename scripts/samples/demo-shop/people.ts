import { CATEGORIES, PRODUCTS, type Product } from './catalogue.js';
import { DAYS, SHOP_ZONE } from './calendar.js';
import type { Random } from './random.js';

/** How a kind of customer behaves. Probabilities are per chance to do it. */
export interface Habits {
  kind: string;
  share: number;
  visitsPerWeek: number;
  viewsPerVisit: number;
  /** That a viewed product goes into the cart. */
  add: number;
  /** That a cart is paid for in the visit that filled it. */
  buy: number;
  /** That a cart left behind brings its owner back within days. */
  comeBack: number;
  open: number;
  click: number;
  /** Of an opened mailing. */
  unsubscribe: number;
}

const HABITS: readonly Habits[] = [
  {
    kind: 'browser',
    share: 34,
    visitsPerWeek: 0.65,
    viewsPerVisit: 5,
    add: 0.07,
    buy: 0.22,
    comeBack: 0.2,
    open: 0.2,
    click: 0.12,
    unsubscribe: 0.016,
  },
  {
    kind: 'occasional',
    share: 26,
    visitsPerWeek: 0.42,
    viewsPerVisit: 3.5,
    add: 0.2,
    buy: 0.42,
    comeBack: 0.3,
    open: 0.28,
    click: 0.16,
    unsubscribe: 0.008,
  },
  {
    kind: 'bargain hunter',
    share: 15,
    visitsPerWeek: 0.58,
    viewsPerVisit: 4.5,
    add: 0.24,
    buy: 0.2,
    comeBack: 0.25,
    open: 0.5,
    click: 0.35,
    unsubscribe: 0.004,
  },
  {
    kind: 'loyal',
    share: 12,
    visitsPerWeek: 1.16,
    viewsPerVisit: 3,
    add: 0.34,
    buy: 0.68,
    comeBack: 0.5,
    open: 0.55,
    click: 0.3,
    unsubscribe: 0.002,
  },
  {
    kind: 'lapsing',
    share: 9,
    visitsPerWeek: 0.85,
    viewsPerVisit: 3,
    add: 0.25,
    buy: 0.5,
    comeBack: 0.2,
    open: 0.12,
    click: 0.06,
    unsubscribe: 0.04,
  },
  {
    kind: 'newcomer',
    share: 4,
    visitsPerWeek: 1,
    viewsPerVisit: 4,
    add: 0.18,
    buy: 0.45,
    comeBack: 0.35,
    open: 0.42,
    click: 0.25,
    unsubscribe: 0.016,
  },
];

const HOMES: readonly { country: string; timezone: string; share: number; names: readonly string[] }[] = [
  {
    country: 'DE',
    timezone: SHOP_ZONE,
    share: 40,
    names: [
      'Anna',
      'Ben',
      'Clara',
      'Emil',
      'Frieda',
      'Greta',
      'Jonas',
      'Lena',
      'Lukas',
      'Mia',
      'Paul',
      'Sophie',
      'Theo',
      'Yusuf',
    ],
  },
  {
    country: 'AT',
    timezone: 'Europe/Vienna',
    share: 8,
    names: ['Anja', 'David', 'Hanna', 'Jakob', 'Katharina', 'Leon', 'Theresa'],
  },
  {
    country: 'GB',
    timezone: 'Europe/London',
    share: 16,
    names: ['Amelia', 'George', 'Harriet', 'Isla', 'Jack', 'Oliver', 'Priya', 'Zara'],
  },
  { country: 'ES', timezone: 'Europe/Madrid', share: 10, names: ['Ana', 'Carmen', 'Diego', 'Hugo', 'Inés', 'Lucía', 'Mateo'] },
  {
    country: 'FR',
    timezone: 'Europe/Paris',
    share: 10,
    names: ['Camille', 'Chloé', 'Élise', 'Gabriel', 'Hugo', 'Louis', 'Noémie'],
  },
  { country: 'US', timezone: 'America/New_York', share: 9, names: ['Ava', 'Ethan', 'Jayden', 'Maya', 'Noah', 'Olivia'] },
  { country: 'US', timezone: 'America/Los_Angeles', share: 5, names: ['Aaliyah', 'Daniel', 'Kai', 'Mei', 'Sofia'] },
  { country: 'AU', timezone: 'Australia/Sydney', share: 2, names: ['Charlotte', 'Jack', 'Ruby', 'William'] },
];

const LAST_NAMES = [
  'Moreno',
  'Schmidt',
  'Weber',
  'Novak',
  'Okafor',
  'Rossi',
  'Dubois',
  'Martin',
  'Garcia',
  'Brown',
  'Singh',
  'Kowalski',
  'Lindqvist',
  'Haddad',
  'Nguyen',
  'Meyer',
  'Fischer',
  'Evans',
  'Torres',
  'Yilmaz',
  'Bauer',
  'Keller',
  'Walker',
  'Ortega',
  'Petit',
  'Kim',
];

const TIERS: Record<string, readonly (readonly [tier: string, share: number])[]> = {
  loyal: [
    ['gold', 40],
    ['silver', 45],
    ['bronze', 15],
  ],
  lapsing: [
    ['silver', 30],
    ['bronze', 45],
    ['none', 25],
  ],
};
const USUAL_TIERS: readonly (readonly [tier: string, share: number])[] = [
  ['none', 70],
  ['bronze', 24],
  ['silver', 6],
];

export type Consent = 'subscribed' | 'unsubscribed' | 'unknown';

/** One customer: who they are and how they behave. */
export interface Person {
  userId: string;
  firstName: string;
  lastName: string;
  email: string | undefined;
  country: string;
  timezone: string;
  /** Whether the shop knows the zone; it does not always. */
  knownZone: boolean;
  consent: Consent;
  tier: string;
  habits: Habits;
  favourites: readonly string[];
  /** The product they keep looking at. */
  wish: Product;
  /** The hour of the day at which they like to look at a screen. */
  habitHour: number;
  /** Days of the 60 on which they are around. */
  around: readonly [from: number, to: number];
}

const HABIT_HOURS = [7, 8, 12, 13, 18, 19, 20, 20, 21, 21, 22] as const;

function daysAround(kind: string, random: Random): readonly [number, number] {
  if (kind === 'lapsing') return [0, random.int(6, 26)];
  if (kind === 'newcomer') return [random.int(4, 50), DAYS - 1];
  return [0, DAYS - 1];
}

function consentOf(kind: string, random: Random): Consent {
  if (kind === 'newcomer') return 'unknown';
  return random.weighted(
    [
      ['subscribed', 62],
      ['unsubscribed', 10],
      ['unknown', 28],
    ] as const,
    ([, share]) => share,
  )[0];
}

/** A letter-for-letter address part: accents go, for the addresses of the example.com domain are plain. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}

/** Customer number `index` of the shop. */
export function makePerson(index: number, random: Random): Person {
  const userId = `C${String(index + 1).padStart(5, '0')}`;
  const habits = random.weighted(HABITS, ({ share }) => share);
  const home = random.weighted(HOMES, ({ share }) => share);
  const firstName = random.pick(home.names);
  const lastName = random.pick(LAST_NAMES);
  const favourites = [random.pick(CATEGORIES), random.pick(CATEGORIES)];
  const address = `${plain(firstName)}.${plain(lastName)}.${index + 1}@example.com`;
  return {
    userId,
    firstName,
    lastName,
    favourites,
    habits,
    email: random.chance(0.97) ? address : undefined,
    country: home.country,
    timezone: home.timezone,
    knownZone: random.chance(0.95),
    consent: consentOf(habits.kind, random),
    tier: random.weighted(TIERS[habits.kind] ?? USUAL_TIERS, ([, share]) => share)[0],
    wish: random.pick(PRODUCTS.filter(({ category }) => favourites.includes(category))),
    habitHour: random.pick(HABIT_HOURS),
    around: daysAround(habits.kind, random),
  };
}
