/**
 * The log that the benchmark measures on: a seeded click log of any size, written as CSV in the order of time. Customers come in
 * sessions, look at products, fill carts, leave some of them, order, and get a promotion a week. A few are very active, most are not.
 */
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { UNIT_MS } from '../../src/shared/condition/duration.js';
import { Random } from '../samples/demo-shop/random.js';

export const LOG_START = Date.UTC(2025, 9, 1);
const DAYS = 60;
const PRODUCTS = 800;
const CATEGORIES = 20;
/** On average, so three million events are of some 150 000 customers. */
const EVENTS_PER_CUSTOMER = 20;
const BETWEEN_SESSIONS = 45 * UNIT_MS.m;
const LINES_PER_WRITE = 20_000;

export const COLUMNS = ['userId', 'event', 'timestamp', 'product_id', 'category', 'price', 'value', 'email_id', 'topic'] as const;

const EVENTS = [
  'Product Viewed',
  'Product Added',
  'Product Removed',
  'Cart Viewed',
  'Checkout Started',
  'Order Completed',
  'Email Sent',
  'Email Opened',
  'Email Link Clicked',
] as const;
type EventName = (typeof EVENTS)[number];
const CODES: Readonly<Record<EventName, number>> = {
  'Product Viewed': 0,
  'Product Added': 1,
  'Product Removed': 2,
  'Cart Viewed': 3,
  'Checkout Started': 4,
  'Order Completed': 5,
  'Email Sent': 6,
  'Email Opened': 7,
  'Email Link Clicked': 8,
};

/** Events of one log as columns, customer after customer; `detail` is the product, or the campaign of a mail. */
interface Columns {
  /** Milliseconds after `LOG_START`. */
  times: Float64Array;
  customers: Uint32Array;
  codes: Uint8Array;
  details: Uint16Array;
}

interface Draft {
  time: number;
  code: number;
  detail: number;
}

/** A visit that begins at `start`: views, now and then something into the cart, now and then an order. */
function visit(random: Random, start: number, into: Draft[]): number {
  let time = start;
  let inCart = 0;
  const happens = (name: EventName, detail: number) => {
    into.push({ time, code: CODES[name], detail });
    time += 4_000 + Math.floor(random.waiting(35_000));
  };
  const wish = random.int(0, PRODUCTS - 1);
  for (let left = 1 + Math.floor(random.waiting(3.2)); left > 0; left -= 1) {
    const product = random.chance(0.35) ? wish : random.int(0, PRODUCTS - 1);
    happens('Product Viewed', product);
    if (random.chance(0.2)) {
      happens('Product Added', product);
      inCart += 1;
    } else if (inCart > 0 && random.chance(0.08)) {
      happens('Product Removed', product);
      inCart -= 1;
    }
  }
  if (inCart === 0) return time;
  if (random.chance(0.5)) happens('Cart Viewed', 0);
  if (random.chance(0.5)) happens('Checkout Started', 0);
  if (random.chance(0.4)) happens('Order Completed', random.int(5, 300));
  return time;
}

/** The weekly promotions a customer got, with what they did about them. */
function mail(random: Random, campaigns: number, into: Draft[]): void {
  const open = random.next() * 0.5;
  for (let campaign = 0; campaign < campaigns; campaign += 1) {
    const sent = campaign * UNIT_MS.w + 9 * UNIT_MS.h + random.int(0, 30 * UNIT_MS.m);
    into.push({ time: sent, code: CODES['Email Sent'], detail: campaign });
    if (!random.chance(open)) continue;
    const opened = sent + 60_000 + Math.floor(random.waiting(4 * UNIT_MS.h));
    into.push({ time: opened, code: CODES['Email Opened'], detail: campaign });
    if (random.chance(0.2))
      into.push({ time: opened + random.int(2_000, 60_000), code: CODES['Email Link Clicked'], detail: campaign });
  }
}

/** One customer's life, `count` events of it, at instants that all differ. */
function live(random: Random, count: number): Draft[] {
  const drafts: Draft[] = [];
  if (random.chance(0.6)) mail(random, Math.min(8, Math.ceil(count / 5)), drafts);
  const visits = Math.max(1, Math.round(count / 6));
  const starts = Array.from({ length: visits }, () => Math.floor(random.next() * DAYS * UNIT_MS.d)).sort((a, b) => a - b);
  let free = 0;
  for (let turn = 0; drafts.length < count; turn += 1) {
    const start = Math.max(starts[turn] ?? free + Math.floor(random.waiting(6 * UNIT_MS.h)), free);
    free = visit(random, start, drafts) + BETWEEN_SESSIONS;
  }
  drafts.length = count;
  drafts.sort((a, b) => a.time - b.time);
  let last = -1;
  for (const draft of drafts) {
    draft.time = Math.max(draft.time, last + 1);
    last = draft.time;
  }
  return drafts;
}

function generate(eventCount: number, seed: number): Columns {
  const columns: Columns = {
    times: new Float64Array(eventCount),
    customers: new Uint32Array(eventCount),
    codes: new Uint8Array(eventCount),
    details: new Uint16Array(eventCount),
  };
  let next = 0;
  for (let customer = 0; next < eventCount; customer += 1) {
    const random = new Random(seed, customer);
    const active = random.chance(0.1) ? 4 : 0.67;
    const count = Math.min(1 + Math.floor(random.waiting(EVENTS_PER_CUSTOMER - 0.5) * active), eventCount - next);
    for (const { time, code, detail } of live(random, count)) {
      columns.times[next] = time;
      columns.customers[next] = customer;
      columns.codes[next] = code;
      columns.details[next] = detail;
      next += 1;
    }
  }
  return columns;
}

/** The places of the events in the order of time, by counting them into seconds: three million in a blink. */
function byTime({ times }: Columns): Uint32Array {
  const second = (index: number) => Math.floor((times[index] ?? 0) / 1000);
  let latest = 0;
  for (let index = 0; index < times.length; index += 1) latest = Math.max(latest, second(index));
  const places = new Uint32Array(latest + 2);
  for (let index = 0; index < times.length; index += 1) places[second(index) + 1] = (places[second(index) + 1] ?? 0) + 1;
  for (let at = 1; at < places.length; at += 1) places[at] = (places[at] ?? 0) + (places[at - 1] ?? 0);
  const order = new Uint32Array(times.length);
  for (let index = 0; index < times.length; index += 1) {
    const at = second(index);
    const place = places[at] ?? 0;
    order[place] = index;
    places[at] = place + 1;
  }
  return order;
}

function cells(code: number, detail: number, userId: string): string {
  const name = EVENTS[code] ?? 'Product Viewed';
  if (name.startsWith('Email')) return `,,,,w${detail}/${userId},promotion`;
  if (name === 'Order Completed') return `,,,${detail + 0.5},,`;
  if (name === 'Cart Viewed' || name === 'Checkout Started') return ',,,,,';
  return `p${1000 + detail},category ${detail % CATEGORIES},${5 + (detail % 90) + 0.9},,,`;
}

function line(columns: Columns, index: number): string {
  const userId = `c${1_000_000 + (columns.customers[index] ?? 0)}`;
  const code = columns.codes[index] ?? 0;
  const timestamp = new Date(LOG_START + (columns.times[index] ?? 0)).toISOString();
  return `${userId},${EVENTS[code]},${timestamp},${cells(code, columns.details[index] ?? 0, userId)}\n`;
}

/** Writes the log of `seed` with `eventCount` events as CSV, unless it is there from an earlier run. */
export async function writeLog(file: string, eventCount: number, seed: number): Promise<void> {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const columns = generate(eventCount, seed);
  const order = byTime(columns);
  const unfinished = `${file}.part`;
  const stream = createWriteStream(unfinished);
  stream.write(`${COLUMNS.join(',')}\n`);
  for (let from = 0; from < order.length; from += LINES_PER_WRITE) {
    const lines: string[] = [];
    for (const index of order.subarray(from, from + LINES_PER_WRITE)) lines.push(line(columns, index));
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  renameSync(unfinished, file);
}
