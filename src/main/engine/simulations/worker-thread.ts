import { Worker } from 'node:worker_threads';
import type { EventLog } from '../../../shared/simulation/index.js';
import type { Reply, TaskInput, TaskKind, TaskOutput } from './protocol.js';

type Answer = Extract<Reply, { output: unknown }>;

/** The engine's end of one worker thread. It does one thing at a time, in the order in which it is asked. */
export class WorkerThread {
  private readonly up = Promise.withResolvers<Worker>();
  private worker: Worker | undefined;
  private readonly waiting: { resolve: (reply: Answer) => void; reject: (error: unknown) => void }[] = [];
  /** How much is awaited of it. */
  private open = 0;
  private log: EventLog | undefined;
  private lost: Error | undefined;

  /** @param after the worker is started when this is settled; what it is asked before waits. */
  constructor(after: Promise<unknown> = Promise.resolve()) {
    this.up.promise.catch(() => undefined);
    const start = (): void => {
      this.start();
    };
    after.then(start, start);
  }

  /** Settled when it has started, or never will. */
  get isUp(): Promise<unknown> {
    return this.up.promise;
  }

  /** Waits until it has started, or never will. Until then it keeps the process up. */
  async ready(): Promise<void> {
    await this.holding(() => this.up.promise).catch(() => undefined);
  }

  /** Whether it can still be asked. */
  isAlive(): boolean {
    return this.lost === undefined;
  }

  /** Makes sure that the worker does on this log what it is asked from now on. */
  useLog(log: EventLog): void {
    if (this.log === log) return;
    this.log = log;
    this.ask('log', log).catch(() => this.terminate());
  }

  /** @throws what the task throws; Error when the worker has ended. */
  async ask<Kind extends TaskKind>(kind: Kind, input: TaskInput<Kind>): Promise<TaskOutput<Kind>> {
    if (this.lost) throw this.lost;
    const reply = await this.send({ kind, input });
    if (!isAnswerTo(reply, kind)) throw new Error(`The worker answered "${reply.kind}" to "${kind}"`);
    return reply.output;
  }

  /** Ends the worker in the middle of whatever it does. */
  async terminate(): Promise<void> {
    this.fail(new Error('The worker was ended'));
    await this.worker?.terminate();
  }

  private start(): void {
    if (this.lost) return;
    const worker = startWorker();
    this.worker = worker;
    worker.on('message', (reply: Reply) => {
      if (reply.kind === 'up') {
        this.up.resolve(worker);
        return;
      }
      const asked = this.waiting.shift();
      if (reply.kind === 'failed') asked?.reject(reply.error);
      else asked?.resolve(reply);
    });
    worker.on('error', (error) => {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', () => {
      this.fail(new Error('A worker of the simulator ended'));
    });
    this.hold();
  }

  private async send(request: { kind: TaskKind; input: unknown }): Promise<Answer> {
    return this.holding(async () => {
      const worker = await this.up.promise;
      return new Promise<Answer>((resolve, reject) => {
        this.waiting.push({ resolve, reject });
        worker.postMessage(request);
      });
    });
  }

  /** The worker keeps the process up as long as something is awaited of it, and no longer. */
  private async holding<Result>(wait: () => Promise<Result>): Promise<Result> {
    this.open += 1;
    this.hold();
    try {
      return await wait();
    } finally {
      this.open -= 1;
      this.hold();
    }
  }

  private hold(): void {
    if (this.open > 0) this.worker?.ref();
    else this.worker?.unref();
  }

  private fail(error: Error): void {
    this.lost ??= error;
    this.up.reject(this.lost);
    for (const asked of this.waiting.splice(0)) asked.reject(this.lost);
  }
}

function isAnswerTo<Kind extends TaskKind>(
  reply: Answer,
  kind: Kind,
): reply is Extract<Answer, { kind: Kind }> & { output: TaskOutput<Kind> } {
  return reply.kind === kind;
}

/** The worker's program: `worker.js` beside the built engine, or the source itself where the engine runs from its source. */
function startWorker(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url));
  const loader = new URL('../../../../scripts/typescript.mjs', import.meta.url);
  const execArgv = ['--disable-warning=ExperimentalWarning', '--experimental-transform-types', '--import', loader.href];
  return new Worker(new URL('./worker.ts', import.meta.url), { execArgv });
}
