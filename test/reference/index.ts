import type { SimulationResult } from '../../src/shared/simulation/result.js';
import { Customer } from './customer.js';
import { Tally } from './tally.js';
import type { Message, Run, TriggerValue } from './types.js';

export type { LogEvent, Run, TraitRecord, TriggerValue } from './types.js';

/**
 * Simulates journeys as docs/semantics.md reads, word by word, and as slowly as that may be: every question looks through all
 * that has happened. It shares no code with the simulator that ships, so that where the two agree both are likely right.
 */
export function simulateNaively(run: Run): { result: SimulationResult; messagesCsv: string; triggerValues: TriggerValue[] } {
  const period = run.period ?? periodOf(run);
  const users = [...new Set([...run.events, ...run.customers].map(({ userId }) => userId))];
  const tallies = run.journeys.map((journey) => new Tally(journey));
  const customers = users.map((userId) => new Customer(userId, run, period, tallies));
  for (const customer of customers) customer.live();
  return {
    result: {
      format: 'waypost/simulation',
      version: 1,
      seed: run.seed,
      from: iso(period.from),
      to: iso(period.to),
      log: { customers: users.length, events: run.events.length },
      journeys: tallies.map(({ result }) => result),
    },
    messagesCsv: csvOf(customers.flatMap(({ messages }) => messages)),
    triggerValues: customers.flatMap((customer) => customer.triggerValues()),
  };
}

/** The first to the last timestamp of the log (semantics §7). */
function periodOf({ events }: Run): { from: number; to: number } {
  const times = events.map(({ time }) => time);
  return { from: Math.min(...times), to: Math.max(...times) };
}

function iso(t: number): string {
  return new Date(t).toISOString();
}

/** Texts by UTF-16 code unit. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function inOrder(a: Message, b: Message): number {
  return (
    a.time - b.time || byText(a.userId, b.userId) || byText(a.journey, b.journey) || byText(a.node, b.node) || a.entry - b.entry
  );
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The message list (semantics §7). What is equal in every sorted column stays in the order of sending. */
function csvOf(messages: readonly Message[]): string {
  const rows = messages.toSorted(inOrder).map(({ time, userId, journey, node, entry, variant, reason }) => {
    return [iso(time), userId, journey, node, String(entry), variant ?? '', reason ? 'suppressed' : 'sent', reason ?? ''].map(
      cell,
    );
  });
  const header = ['time', 'userId', 'journey', 'node', 'entry', 'variant', 'status', 'reason'];
  return [header, ...rows].map((row) => `${row.join(',')}\n`).join('');
}
