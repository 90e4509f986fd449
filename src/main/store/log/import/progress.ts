import type { DuckDBConnection } from '@duckdb/node-api';
import type { Progress } from '../../../../shared/contract/procedure.js';

/** The share of an import that is reading the files; the rest sorts and writes. */
const READING_SHARE = 0.85;
const INTERVAL_MS = 150;

/** Reports how far an import has come, from the share of the bytes that DuckDB has read. */
export class ProgressMeter {
  readonly #start = performance.now();
  #bytesBefore = 0;
  #rowsBefore = 0;
  #stage = '';
  #fileBytes = 0;
  #fileRows = 0;
  #reached = 0;

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly totalBytes: number,
    private readonly report: (progress: Progress) => void,
  ) {}

  /** Reports until the work ends, at regular intervals. */
  async during<Result>(work: Promise<Result>): Promise<Result> {
    const timer = setInterval(() => this.#tick(), INTERVAL_MS);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  }

  /** @param rows an estimate, from the length of the first lines */
  startFile(name: string, bytes: number, rows: number): void {
    this.#stage = `Reading ${name}`;
    this.#fileBytes = bytes;
    this.#fileRows = rows;
    this.#emit(0);
  }

  endFile(rows: number): void {
    this.#bytesBefore += this.#fileBytes;
    this.#rowsBefore += rows;
    this.#fileBytes = 0;
    this.#fileRows = 0;
  }

  /** @param share of what comes after reading, 0 … 1 */
  finishing(stage: string, share: number): void {
    this.#stage = stage;
    this.#send(READING_SHARE + (1 - READING_SHARE) * share, this.#rowsBefore);
  }

  #tick(): void {
    if (this.#fileBytes === 0) return;
    const { percentage } = this.connection.progress;
    this.#emit(Math.min(1, Math.max(0, percentage / 100)));
  }

  #emit(share: number): void {
    const bytes = this.#bytesBefore + share * this.#fileBytes;
    const fraction = this.totalBytes === 0 ? 0 : (READING_SHARE * bytes) / this.totalBytes;
    this.#send(fraction, this.#rowsBefore + Math.round(share * this.#fileRows));
  }

  #send(fraction: number, done: number): void {
    // A file read again (in another encoding, say) must not make the bar jump back.
    this.#reached = Math.max(this.#reached, Math.min(1, fraction));
    const seconds = (performance.now() - this.#start) / 1000;
    const known = this.#reached > 0.01 && seconds > 0.2;
    this.report({
      stage: this.#stage,
      fraction: this.#reached,
      done,
      ...(known
        ? { perSecond: Math.round(done / seconds), secondsLeft: Math.ceil((seconds / this.#reached) * (1 - this.#reached)) }
        : {}),
    });
  }
}
