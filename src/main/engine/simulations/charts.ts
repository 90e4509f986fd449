import type { RunCharts } from '../../../shared/contract/simulations.js';
import { journeyZone } from '../../../shared/journey/defaults.js';
import type { Journey } from '../../../shared/journey/schema.js';
import type { MessageColumns } from '../../../shared/simulation/messages.js';
import { zoneNamed, type Zone } from '../../../shared/simulation/zones.js';
import { mostWithin, sentTimes } from './sent-times.js';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const SENT = 0;

/** What the charts of a run are made of. Times are UTC ms. */
export interface ChartInput {
  journeys: readonly Journey[];
  messages: MessageColumns;
  customerCount: number;
  from: number;
  to: number;
}

/** Draws up the charts of each journey of a run from its messages. */
export function runCharts(input: ChartInput): RunCharts[] {
  return input.journeys.map((_, journey) => journeyCharts(input, journey));
}

function journeyCharts(input: ChartInput, place: number): RunCharts {
  const journey = input.journeys[place];
  const name = journey ? journeyZone(journey) : 'UTC';
  return { zone: name, ...perTime(input, place, zoneNamed(name)), ...perCustomer(input, place) };
}

/** One pass over the messages: by day and hour of the zone, and by node. */
function perTime(
  { journeys, messages, from, to }: ChartInput,
  journey: number,
  zone: Zone | undefined,
): Pick<RunCharts, 'perDay' | 'perHour' | 'perNode' | 'delayed'> {
  const local = (t: number): number => zone?.local(t) ?? t;
  const first = Math.floor(local(from) / DAY);
  const perDay = Array.from({ length: Math.max(0, Math.floor(local(to) / DAY) - first + 1) }, (_, day) => ({
    day: new Date((first + day) * DAY).toISOString().slice(0, 10),
    sent: 0,
    suppressed: 0,
  }));
  const perHour = new Array<number>(24).fill(0);
  const nodes = (journeys[journey]?.nodes ?? []).map(({ id, type }) => ({ id, type, sent: 0, suppressed: 0 }));
  let delayed = 0;
  for (let place = 0; place < messages.count; place += 1) {
    if (messages.journey[place] !== journey) continue;
    delayed += messages.delayed[place] ?? 0;
    const t = local(messages.time[place] ?? 0);
    const status = messages.outcome[place] === SENT ? 'sent' : 'suppressed';
    const day = perDay[Math.floor(t / DAY) - first];
    if (day) day[status] += 1;
    const node = nodes[messages.node[place] ?? 0];
    if (node) node[status] += 1;
    if (status !== 'sent') continue;
    const hour = Math.floor((((t % DAY) + DAY) % DAY) / 3_600_000);
    perHour[hour] = (perHour[hour] ?? 0) + 1;
  }
  const mails = nodes.filter(({ type }) => type === 'email');
  const perNode = Object.fromEntries(mails.map(({ id, sent, suppressed }) => [id, { sent, suppressed }]));
  return { perDay, perHour, perNode, delayed };
}

function perCustomer(input: ChartInput, journey: number): Pick<RunCharts, 'perCustomer' | 'mostInAWeek'> {
  const customersWith = new Map<number, number>();
  let mostInAWeek = 0;
  for (const sent of sentTimes(input.messages, input.customerCount, journey)) {
    if (sent.length === 0) continue;
    customersWith.set(sent.length, (customersWith.get(sent.length) ?? 0) + 1);
    mostInAWeek = Math.max(mostInAWeek, mostWithin(sent, WEEK));
  }
  const perCustomer = [...customersWith]
    .map(([messages, customers]) => ({ messages, customers }))
    .sort((a, b) => a.messages - b.messages);
  return { perCustomer, mostInAWeek };
}
