import type { Journey } from '../../../shared/journey/schema.js';
import {
  logConstants,
  mergeParts,
  messageOrder,
  needsWholeLog,
  simulationResult,
  type EventLog,
  type LogConstants,
  type MessageColumns,
  type SimulationPart,
  type TriggerValue,
} from '../../../shared/simulation/index.js';
import { addReach, emptyReach, type Reach } from '../../../shared/simulation/compare/reach.js';
import type { MessageMoment, MomentsRequest } from '../../../shared/email/moments.js';
import { concatEntries, emptyEntries, type EntryColumns } from '../../../shared/simulation/entries.js';
import { concatMoves, emptyMoves, type MoveColumns } from '../../../shared/simulation/moves.js';
import type { SimulationResult } from '../../../shared/simulation/result.js';
import type { Story } from '../../../shared/simulation/story.js';
import type { Crux } from '../../../shared/simulation/why/crux.js';
import type { NearestRow } from '../../../shared/simulation/why/nearest.js';
import type { Explained } from '../../../shared/simulation/why/why.js';
import { throwIfCancelled } from '../errors.js';
import type { Call } from '../registry.js';
import { customersDone, hasBegun, newClaims, stop, type Claims } from './claims.js';
import type { OrderedMessages } from './filter.js';
import { shareOut, WorkerPool } from './pool.js';
import type { ConditionSpec, RunSpec } from './protocol.js';
import { balancedRanges, type CustomerRange } from './ranges.js';
import type { WorkerThread } from './worker-thread.js';

/** About as many events as a worker gets at a time: a share short enough to cancel and long enough to be worth a message. */
const EVENTS_PER_RANGE = 100_000;
/** Shares per worker, at the least, where there is enough for all: so that none waits long for the last. */
const RANGES_PER_WORKER = 4;

/** How often a run tells how far it has come. */
const PROGRESS_EVERY_MS = 100;

/** Customers whose messages are looked into at a time. */
const CUSTOMERS_PER_SHARE = 100;

/** A finished run, with what is needed to look into it. */
export class FinishedRun implements OrderedMessages {
  private sorted: Uint32Array | undefined;

  constructor(
    readonly log: EventLog,
    readonly spec: RunSpec,
    readonly constants: LogConstants,
    readonly messages: MessageColumns,
    readonly result: SimulationResult,
    readonly workers: number,
  ) {}

  get journeys(): readonly Journey[] {
    return this.spec.journeys;
  }

  /** Worked out when first asked for: counts need no order. */
  get order(): Uint32Array {
    this.sorted ??= messageOrder(this.messages, this.log, this.journeys);
    return this.sorted;
  }
}

/** A run of one journey with what its messages reached. */
export interface MeasuredRun {
  run: FinishedRun;
  reach: Reach;
}

/** The answer to a condition: the numbers of the customers who satisfy it, and how many ever did. */
export interface ConditionCount {
  now: Uint32Array[];
  ever: number;
}

/** Runs journeys and conditions over a log in memory, on all processors. */
export class Simulator {
  private readonly pool: WorkerPool;

  constructor(workers?: number) {
    this.pool = new WorkerPool(workers);
  }

  /** Starts the workers, which takes about as long as opening a project: whoever means to simulate does both at once. */
  prepare(): void {
    this.pool.prepare();
  }

  /** Settled when the first worker has started. */
  ready(): Promise<void> {
    return this.pool.ready();
  }

  /**
   * Runs journeys that have passed the checks (semantics §5–§7). The count of workers changes nothing in the result.
   * @throws EngineError `cancelled`.
   */
  async run(log: EventLog, spec: RunSpec, call: Call): Promise<FinishedRun> {
    const ranges = this.rangesOf(log);
    return this.pool.use(log, ranges.length, call.signal, async (workers) => {
      const constants = await constantsOf(workers, log, spec);
      const parts = await runParts(workers, log, spec, constants, ranges, call);
      const { journeys } = spec;
      const part = mergeParts(journeys, parts);
      const result = simulationResult({ ...spec, log }, part);
      return new FinishedRun(log, spec, constants, part.messages, result, workers.length);
    });
  }

  /** What runs of any journeys on this log need to know of the whole of it; runs of the same journeys but for their numbers share it. */
  constants(log: EventLog, spec: RunSpec, call: Call): Promise<LogConstants> {
    return this.pool.use(log, 1, call.signal, (workers) => constantsOf(workers, log, spec));
  }

  /**
   * Runs one journey by itself and measures what its messages reached. `constants` are those of this journey.
   * @throws EngineError `cancelled`.
   */
  async measure(
    log: EventLog,
    spec: RunSpec,
    { lookBack, constants }: { lookBack: string; constants: LogConstants },
    call: Call,
  ): Promise<MeasuredRun> {
    const [journey] = spec.journeys;
    if (!journey) throw new RangeError('There is no journey to measure');
    const ranges = this.rangesOf(log);
    return this.pool.use(log, ranges.length, call.signal, async (workers) => {
      const parts = await runParts(workers, log, spec, constants, ranges, call, { journey, lookBack });
      const reach = emptyReach(journey);
      for (const part of parts) if (part.reach) addReach(reach, part.reach);
      const part = mergeParts(spec.journeys, parts);
      const run = new FinishedRun(log, spec, constants, part.messages, simulationResult({ ...spec, log }, part), workers.length);
      return { run, reach };
    });
  }

  /** What became of each entry of a run. It is worked out by running again: few look at it. @throws EngineError `cancelled`. */
  async entries({ log, spec, constants }: FinishedRun, call: Call): Promise<EntryColumns> {
    const ranges = this.rangesOf(log);
    const parts: EntryColumns[] = ranges.map(() => emptyEntries());
    const report = customerProgress(log.customerCount, call, 'Looking at entries');
    await this.pool.use(log, ranges.length, call.signal, (workers) =>
      shareOut(workers, [...ranges.entries()], call.signal, async (worker, [place, range]) => {
        parts[place] = await worker.ask('entries', { spec, constants, range });
        report(range.to - range.from);
      }),
    );
    return concatEntries(parts);
  }

  /** The movements of the entries of a run's journey, given by its place. @throws EngineError `cancelled`. */
  async moves({ log, spec, constants }: FinishedRun, journey: number, call: Call): Promise<MoveColumns> {
    const ranges = this.rangesOf(log);
    const parts: MoveColumns[] = ranges.map(() => emptyMoves());
    const report = customerProgress(log.customerCount, call, 'Following customers');
    await this.pool.use(log, ranges.length, call.signal, (workers) =>
      shareOut(workers, [...ranges.entries()], call.signal, async (worker, [place, range]) => {
        parts[place] = await worker.ask('moves', { spec, constants, journey, range });
        report(range.to - range.from);
      }),
    );
    return concatMoves(parts);
  }

  /** Why a customer came to a node, or did not. @throws EngineError `cancelled`. */
  why(
    { log, spec, constants }: FinishedRun,
    asked: { customer: number; journey: number; node: number },
    call: Call,
  ): Promise<Explained> {
    return this.pool.use(log, 1, call.signal, (workers) => first(workers).ask('why', { spec, constants, ...asked }));
  }

  /** The customers most alike who passed at a crux, in no order. @throws EngineError `cancelled`. */
  async nearest(
    { log, spec, constants }: FinishedRun,
    asked: { customer: number; journey: number; crux: Crux },
    call: Call,
  ): Promise<NearestRow[]> {
    const ranges = this.rangesOf(log);
    const rows: NearestRow[] = [];
    const report = customerProgress(log.customerCount, call, 'Comparing customers');
    await this.pool.use(log, ranges.length, call.signal, (workers) =>
      shareOut(workers, ranges, call.signal, async (worker, range) => {
        rows.push(...(await worker.ask('nearest', { spec, constants, ...asked, range })));
        report(range.to - range.from);
      }),
    );
    return rows;
  }

  /** The story of one customer in a run. @throws EngineError `cancelled`. */
  story({ log, spec, constants }: FinishedRun, customer: number, call: Call): Promise<Story> {
    return this.pool.use(log, 1, call.signal, (workers) => first(workers).ask('story', { spec, constants, customer }));
  }

  /** What `trigger.by` is in the entries of these customers, by running them again. @throws EngineError `cancelled`. */
  triggerValues({ log, spec, constants }: FinishedRun, customers: readonly number[], call: Call): Promise<TriggerValue[]> {
    return this.pool.use(log, 1, call.signal, (workers) => first(workers).ask('triggerValues', { spec, constants, customers }));
  }

  /**
   * What messages of a run may say, by running their customers again, in no order.
   * @param log the run's, with the columns of the request.
   * @throws EngineError `cancelled`.
   */
  async moments(
    { spec, constants }: Pick<FinishedRun, 'spec' | 'constants'>,
    log: EventLog,
    request: MomentsRequest,
    call: Call,
  ): Promise<MessageMoment[]> {
    const shares = Array.from({ length: Math.ceil(request.customers.length / CUSTOMERS_PER_SHARE) }, (_, place) =>
      request.customers.slice(place * CUSTOMERS_PER_SHARE, (place + 1) * CUSTOMERS_PER_SHARE),
    );
    const found: MessageMoment[][] = shares.map(() => []);
    await this.pool.use(log, shares.length, call.signal, (workers) =>
      shareOut(workers, [...shares.entries()], call.signal, async (worker, [place, customers]) => {
        found[place] = await worker.ask('moments', { spec, constants, request: { ...request, customers } });
      }),
    );
    return found.flat();
  }

  /** Asks a condition about every customer. @throws EngineError `cancelled`. */
  async count(log: EventLog, spec: ConditionSpec, call: Call): Promise<ConditionCount> {
    const ranges = this.rangesOf(log);
    const now: Uint32Array[] = ranges.map(() => new Uint32Array());
    let ever = 0;
    await this.pool.use(log, ranges.length, call.signal, (workers) =>
      shareOut(workers, [...ranges.entries()], call.signal, async (worker, [place, range]) => {
        const part = await worker.ask('condition', { spec, range });
        now[place] = part.now;
        ever += part.ever;
      }),
    );
    return { now, ever };
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  private rangesOf(log: EventLog): CustomerRange[] {
    const work = log.eventCount + log.customerCount;
    const wanted = Math.ceil(work / EVENTS_PER_RANGE);
    return balancedRanges(log.eventOffsets, wanted <= 1 ? 1 : Math.max(wanted, this.pool.size * RANGES_PER_WORKER));
  }
}

async function runParts(
  workers: readonly WorkerThread[],
  log: EventLog,
  spec: RunSpec,
  constants: LogConstants,
  ranges: readonly CustomerRange[],
  call: Call,
  reachOf?: { journey: Journey; lookBack: string },
): Promise<(SimulationPart & { reach?: Reach })[]> {
  const claims = newClaims(ranges, workers.length);
  const report = customerProgress(log.customerCount, call);
  let told = 0;
  const tell = (): void => {
    const done = customersDone(claims);
    if (done > told) report(done - told);
    told = done;
  };
  const end = (): void => {
    stop(claims);
  };
  const telling = setInterval(tell, PROGRESS_EVERY_MS);
  call.signal.addEventListener('abort', end, { once: true });
  try {
    const task = { spec, constants, claims, ...(reachOf && { reachOf }) };
    const shares = await sharesOf(
      claims,
      workers.map((worker, number) => worker.ask('run', { ...task, worker: number })),
    );
    throwIfCancelled(call.signal);
    tell();
    return shares;
  } finally {
    clearInterval(telling);
    call.signal.removeEventListener('abort', end);
  }
}

/** Worked out by a worker where it takes a pass over the whole log. */
async function constantsOf(workers: readonly WorkerThread[], log: EventLog, spec: RunSpec): Promise<LogConstants> {
  const { journeys, responses } = spec;
  return needsWholeLog(journeys, responses) ? first(workers).ask('constants', spec) : logConstants(log, journeys, responses);
}

/** Waits for those that have a share of the run, not for workers that are still starting when all is done. @throws the first error */
async function sharesOf<Share>(claims: Claims, shares: readonly Promise<Share>[]): Promise<Share[]> {
  const end = (): void => {
    stop(claims);
  };
  for (const share of shares) share.catch(end);
  const begun = (): Promise<Share>[] => shares.filter((_, worker) => hasBegun(claims, worker));
  try {
    await Promise.race(shares);
  } finally {
    await Promise.allSettled(begun());
  }
  return Promise.all(begun());
}

/** Tells of each share of customers that was done. */
function customerProgress(total: number, { onProgress }: Call, stage = 'Simulating customers'): (customers: number) => void {
  const start = performance.now();
  let done = 0;
  return (customers) => {
    done += customers;
    const seconds = (performance.now() - start) / 1000;
    const perSecond = done / Math.max(seconds, 0.001);
    onProgress({
      stage,
      fraction: total === 0 ? 1 : done / total,
      done,
      perSecond,
      // Before anything is done nobody knows, and what is no number cannot be told.
      ...(perSecond > 0 && { secondsLeft: (total - done) / perSecond }),
    });
  };
}

function first(workers: readonly WorkerThread[]): WorkerThread {
  const [worker] = workers;
  if (!worker) throw new Error('The pool gave no worker');
  return worker;
}
