import { EngineError } from '../../../shared/contract/error.js';
import type { CustomerGroup } from '../../../shared/contract/groups.js';
import { ENTRY_ENDS, type EntryColumns } from '../../../shared/simulation/entries.js';
import type { Call } from '../registry.js';
import { entriesOf, playbackOf } from '../simulations/kept.js';
import type { KeptRun } from '../simulations/runs.js';
import { mostWithin, sentTimes } from '../simulations/sent-times.js';
import type { Simulator } from '../simulations/simulator.js';
import { messagedBy } from './overlap.js';
import { JourneyPaths } from './paths.js';

const DAY = 86_400_000;
const HELD_OUT = ENTRY_ENDS.indexOf('heldOut');

/**
 * The customers of a group: a byte a customer, 1 for its members.
 * @param journey the place of the journey that the group is of; `undefined`: all journeys of the run together, where that has a meaning.
 * @throws EngineError `notFound` for a journey that was not part of the run, `cancelled`.
 */
export async function membersOf(
  simulator: Simulator,
  kept: KeptRun,
  journey: number | undefined,
  group: CustomerGroup,
  call: Call,
): Promise<Uint8Array> {
  const { run } = kept;
  switch (group.kind) {
    case 'entered':
    case 'ended':
    case 'converted':
      return byEntries(await entriesOf(simulator, kept, call), run.log.customerCount, journey, group);
    case 'stage':
    case 'place':
    case 'way':
      return byPaths(simulator, kept, journey ?? 0, group, call);
    case 'sent':
    case 'tooMany':
      return bySent(kept, journey, group);
    case 'messaged':
      return byMessages(kept, group.journeys);
  }
}

type EntryGroup = Extract<CustomerGroup, { kind: 'entered' | 'ended' | 'converted' }>;

function byEntries(entries: EntryColumns, customers: number, journey: number | undefined, group: EntryGroup): Uint8Array {
  const members = new Uint8Array(customers);
  const end = group.kind === 'ended' ? ENTRY_ENDS.indexOf(group.end) : undefined;
  const holds = (place: number): boolean => {
    const heldOut = entries.end[place] === HELD_OUT;
    if (group.kind === 'entered') return !heldOut;
    if (group.kind === 'ended') return entries.end[place] === end;
    const length = (entries.converted[place] ?? Number.NaN) - (entries.start[place] ?? 0);
    return heldOut === (group.heldOut ?? false) && length >= (group.from ?? 0) && length < (group.to ?? Infinity);
  };
  for (let place = 0; place < entries.count; place += 1) {
    if (journey !== undefined && entries.journey[place] !== journey) continue;
    if (holds(place)) members[entries.customer[place] ?? 0] = 1;
  }
  return members;
}

async function byPaths(
  simulator: Simulator,
  kept: KeptRun,
  journey: number,
  group: Extract<CustomerGroup, { kind: 'stage' | 'place' | 'way' }>,
  call: Call,
): Promise<Uint8Array> {
  const { journey: document, moves } = await playbackOf(simulator, kept, journey, call);
  const paths = new JourneyPaths(document, moves);
  const members = new Uint8Array(kept.run.log.customerCount);
  const found = (customer: number): void => {
    members[customer] = 1;
  };
  if (group.kind === 'stage') paths.atStage(group.stage, found);
  else paths.along(group.kind === 'place' ? { key: group.key } : { from: group.from, to: group.to }, found);
  return members;
}

function bySent(
  { run }: KeptRun,
  journey: number | undefined,
  group: Extract<CustomerGroup, { kind: 'sent' | 'tooMany' }>,
): Uint8Array {
  const members = new Uint8Array(run.log.customerCount);
  let customer = 0;
  for (const times of sentTimes(run.messages, run.log.customerCount, journey)) {
    const belongs =
      group.kind === 'sent'
        ? times.length >= group.from && times.length <= (group.to ?? Infinity)
        : mostWithin(times, group.days * DAY) > group.messages;
    if (belongs) members[customer] = 1;
    customer += 1;
  }
  return members;
}

function byMessages({ run }: KeptRun, journeys: readonly string[]): Uint8Array {
  const messaged = messagedBy(run);
  const wanted = journeys.map((id) => {
    const own = messaged[run.journeys.findIndex((journey) => journey.id === id)];
    if (!own) throw new EngineError('notFound', `The journey "${id}" was not part of that simulation.`);
    return own;
  });
  return Uint8Array.from({ length: run.log.customerCount }, (_, customer) =>
    wanted.every((own) => own[customer] === 1) ? 1 : 0,
  );
}
