import { availableParallelism } from 'node:os';
import type { EventLog } from '../../../shared/simulation/index.js';
import { throwIfCancelled } from '../errors.js';
import { Turns } from '../turns.js';
import { WorkerThread } from './worker-thread.js';

/** More threads than this gain little: memory, not arithmetic, is what they wait for. */
const MOST_WORKERS = 16;
/** How long a cancelled worker may finish the customers it has begun before it is ended. */
const CANCEL_GRACE_MS = 1_000;

/** The worker threads of the simulator. They are started when first needed and kept; one job at a time has them all. */
export class WorkerPool {
  readonly size: number;
  private threads: WorkerThread[] = [];
  private readonly turns = new Turns();

  constructor(size = Math.min(availableParallelism(), MOST_WORKERS)) {
    this.size = Math.max(1, size);
  }

  /** Starts the workers ahead of the job that will need them. */
  prepare(): void {
    this.take(this.size);
  }

  /** Settled when a worker has started, or none will: how long that takes says nothing of a job. */
  async ready(): Promise<void> {
    await Promise.all(this.take(1).map((worker) => worker.ready()));
  }

  /**
   * Runs a job on `count` workers (at most the pool's size) that have the log; some of them may be starting still. Jobs wait for each other.
   * @throws EngineError `cancelled` when the signal is aborted; the workers are then free for the next job.
   */
  use<Result>(
    log: EventLog,
    count: number,
    signal: AbortSignal,
    job: (workers: readonly WorkerThread[]) => Promise<Result>,
  ): Promise<Result> {
    return this.turns.take(async () => {
      throwIfCancelled(signal);
      const workers = this.take(Math.max(1, Math.min(count, this.size)));
      for (const worker of workers) worker.useLog(log);
      return endingOnCancel(job(workers), workers, signal);
    });
  }

  /** Ends all workers. */
  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()));
    this.threads = [];
  }

  private take(count: number): WorkerThread[] {
    this.threads = this.threads.filter((thread) => thread.isAlive());
    // One after the other: the first is at work while the others start, which takes a processor each.
    while (this.threads.length < count) this.threads.push(new WorkerThread(this.threads.at(-1)?.isUp));
    return this.threads.slice(0, count);
  }
}

/** Waits for a job; once it is cancelled its workers get a moment to stop by themselves, and are ended after that. */
async function endingOnCancel<Result>(
  job: Promise<Result>,
  workers: readonly WorkerThread[],
  signal: AbortSignal,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    timer = setTimeout(() => {
      for (const worker of workers) void worker.terminate();
    }, CANCEL_GRACE_MS);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await job;
  } catch (error) {
    throwIfCancelled(signal);
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  }
}

/**
 * Lets the workers take the items one after the other, each as soon as it is free.
 * @throws EngineError `cancelled` between two items; the first error of an item.
 */
export async function shareOut<Item>(
  workers: readonly WorkerThread[],
  items: readonly Item[],
  signal: AbortSignal,
  work: (worker: WorkerThread, item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  let failed = false;
  const ends = await Promise.allSettled(
    workers.map(async (worker) => {
      try {
        for (const item of rest) {
          throwIfCancelled(signal);
          if (failed) return;
          await work(worker, item);
        }
      } catch (error) {
        failed = true;
        throw error;
      }
    }),
  );
  // Only now is no worker busy with this any more.
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
