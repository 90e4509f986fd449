/** Measurements below the window's calls: one worker or two, the cost of an event as logs grow, and memory. */
import { Simulator } from '../../src/main/engine/simulations/simulator.js';
import { LogStore } from '../../src/main/store/log/index.js';
import type { Journey } from '../../src/shared/journey/schema.js';
import { logPeriod, neededColumns, type EventLog } from '../../src/shared/simulation/index.js';
import type { ValueColumn } from '../../src/shared/simulation/log.js';
import { takeTurns, timed } from './measure.js';

const call = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

/** The log of a project in memory, with the columns that the journeys need. */
export async function loadLog(project: string, journeys: readonly Journey[]): Promise<EventLog> {
  const store = await LogStore.open(project);
  try {
    return await store.load(neededColumns(journeys, {}, false), call());
  } finally {
    await store.close();
  }
}

async function simulate(simulator: Simulator, log: EventLog, journey: Journey): Promise<void> {
  const period = logPeriod(log);
  if (!period) throw new Error('The log is empty');
  await simulator.run(
    log,
    { journeys: [journey], segments: {}, period, seed: 1, requireAddress: false, responses: { mode: 'none' } },
    call(),
  );
}

/** Median milliseconds of a journey on each number of workers. */
export async function byWorkers(log: EventLog, journey: Journey, workers: readonly number[], rounds: number): Promise<number[]> {
  const simulators = workers.map((count) => new Simulator(count));
  try {
    for (const simulator of simulators) await simulate(simulator, log, journey);
    const contestants = simulators.map((simulator, index) => ({
      name: String(index),
      run: () => timed(() => simulate(simulator, log, journey)),
    }));
    const medians = await takeTurns(rounds, contestants);
    return contestants.map(({ name }) => medians(name));
  } finally {
    for (const simulator of simulators) await simulator.close();
  }
}

function columnBytes(column: ValueColumn): number {
  if (column.kind === 'number') return column.values.byteLength;
  const { kinds, texts } = column.dictionary;
  return column.codes.byteLength + kinds.byteLength + texts.bytes.byteLength + texts.offsets.byteLength;
}

/** Bytes that a log holds in memory, all its arrays counted. */
export function logBytes(log: EventLog): number {
  const { customerIds, eventOffsets, times, eventCodes, hasTraits, properties, traits } = log;
  const arrays = [customerIds.bytes, customerIds.offsets, eventOffsets, times, eventCodes, hasTraits];
  const columns = [...Object.values(properties), ...Object.values(traits)];
  return arrays.reduce((sum, array) => sum + array.byteLength, 0) + columns.reduce((sum, column) => sum + columnBytes(column), 0);
}
