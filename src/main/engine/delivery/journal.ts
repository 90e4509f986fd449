import type { OutboxChange, OutboxTable } from '../../store/project/outbox.js';
import { NotCommitted } from './transports/transport.js';

/** What became of a message waits so long for the next one to be written along with. */
const FLUSH_MS = 20;

/**
 * Writes down what happens to messages while they leave. Before a message may be taken by a server it is `sending` on the
 * disk; at most `lanes` messages are so at a time, so a crash leaves at most that many doubtful. What became of one message and
 * that the next one leaves are written in one transaction.
 */
export class Journal {
  private free: number;
  private readonly waiting: (() => void)[] = [];
  private readonly unwritten: OutboxChange[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly outbox: Pick<OutboxTable, 'step'>,
    lanes: number,
  ) {
    this.free = Math.max(1, lanes);
  }

  /**
   * Waits for a lane and puts the message into the state `sending`.
   * @throws NotCommitted when it is to be stopped, or the message is no longer queued.
   */
  async begin(change: OutboxChange, signal: AbortSignal): Promise<void> {
    await this.lane();
    if (signal.aborted) {
      this.release();
      throw new NotCommitted('Sending was stopped.');
    }
    const earlier = this.unwritten.splice(0);
    const applied = this.outbox.step([...earlier, change]);
    if (applied[earlier.length] === true) return;
    this.release();
    throw new NotCommitted('The message was taken back meanwhile.');
  }

  /** Notes what became of a message that had begun, and lets the next one go. */
  settle(change: OutboxChange): void {
    this.note(change);
    this.release();
  }

  /** Notes what became of a message that never began. */
  note(change: OutboxChange): void {
    this.unwritten.push(change);
    this.timer ??= setTimeout(() => {
      this.flush();
    }, FLUSH_MS);
  }

  /** Writes what is not on the disk yet. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.outbox.step(this.unwritten.splice(0));
  }

  private lane(): Promise<void> | undefined {
    if (this.free > 0) {
      this.free--;
      return undefined;
    }
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  private release(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free++;
  }
}
