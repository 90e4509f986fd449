import type { RunCharts } from '../../../shared/contract/simulations.js';
import type { MessageColumns } from '../../../shared/simulation/messages.js';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const SENT = 0;

/** What the charts of a run are made of. Times are UTC ms. */
export interface ChartInput {
  messages: MessageColumns;
  customerCount: number;
  from: number;
  to: number;
}

/** Draws up the charts of a run from its messages. */
export function runCharts(input: ChartInput): RunCharts {
  return { perDay: perDay(input), perHour: perHour(input), ...perCustomer(input) };
}

function perDay({ messages, from, to }: ChartInput): RunCharts['perDay'] {
  const first = Math.floor(from / DAY);
  const days = Array.from({ length: Math.max(0, Math.floor(to / DAY) - first + 1) }, (_, day) => ({
    day: new Date((first + day) * DAY).toISOString().slice(0, 10),
    sent: 0,
    suppressed: 0,
  }));
  for (let place = 0; place < messages.count; place += 1) {
    const day = days[Math.floor((messages.time[place] ?? 0) / DAY) - first];
    if (day) day[messages.outcome[place] === SENT ? 'sent' : 'suppressed'] += 1;
  }
  return days;
}

function perHour({ messages }: ChartInput): number[] {
  const hours = new Array<number>(24).fill(0);
  for (let place = 0; place < messages.count; place += 1) {
    if (messages.outcome[place] !== SENT) continue;
    const hour = new Date(messages.time[place] ?? 0).getUTCHours();
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
  return hours;
}

function perCustomer(input: ChartInput): Pick<RunCharts, 'perCustomer' | 'mostInAWeek'> {
  const { starts, times } = sentTimesByCustomer(input);
  const customersWith = new Map<number, number>();
  let mostInAWeek = 0;
  for (let customer = 0; customer < input.customerCount; customer += 1) {
    const sent = times.subarray(starts[customer], starts[customer + 1]).sort();
    if (sent.length === 0) continue;
    customersWith.set(sent.length, (customersWith.get(sent.length) ?? 0) + 1);
    mostInAWeek = Math.max(mostInAWeek, mostWithin(sent, WEEK));
  }
  const perCustomer = [...customersWith]
    .map(([messages, customers]) => ({ messages, customers }))
    .sort((a, b) => a.messages - b.messages);
  return { perCustomer, mostInAWeek };
}

/** The times of sent messages, those of one customer together: customer `c` has `starts[c] … starts[c + 1]`. */
function sentTimesByCustomer({ messages, customerCount }: ChartInput): { starts: Uint32Array; times: Float64Array } {
  const starts = new Uint32Array(customerCount + 1);
  const isSent = (place: number): boolean => messages.outcome[place] === SENT;
  for (let place = 0; place < messages.count; place += 1) {
    const next = (messages.customer[place] ?? 0) + 1;
    if (isSent(place)) starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let customer = 0; customer < customerCount; customer += 1)
    starts[customer + 1] = (starts[customer + 1] ?? 0) + (starts[customer] ?? 0);
  const free = starts.slice();
  const times = new Float64Array(starts[customerCount] ?? 0);
  for (let place = 0; place < messages.count; place += 1) {
    if (!isSent(place)) continue;
    const customer = messages.customer[place] ?? 0;
    const target = free[customer] ?? 0;
    times[target] = messages.time[place] ?? 0;
    free[customer] = target + 1;
  }
  return { starts, times };
}

/** The most of the ascending times that lie in one window `(t − length, t]`. */
function mostWithin(times: Float64Array, length: number): number {
  let most = 0;
  let begin = 0;
  times.forEach((time, place) => {
    while ((times[begin] ?? 0) <= time - length) begin += 1;
    most = Math.max(most, place - begin + 1);
  });
  return most;
}
