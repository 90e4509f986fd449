import { retryDelayMs } from '../../../shared/delivery/backoff.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Notices } from '../notices.js';
import type { Simulator } from '../simulations/simulator.js';
import type { Call } from '../registry.js';
import type { Secrets } from './secrets.js';
import { ProjectDelivery } from './service.js';
import { errorText } from './transports/transport.js';

/** Looks at least so often, so that a clock that was set or a machine that slept does no harm. */
const LONGEST_MS = 15 * 60_000;
const SHORTEST_MS = 250;
/** The first wait when the server cannot be reached. */
const RETRY_MS = 5_000;

/** Sends for every open project by itself: after each import, and whenever the next message falls due. */
export class DeliveryKeeper {
  private readonly kept = new Map<ProjectSession, Kept>();

  constructor(
    private readonly simulator: Simulator,
    private readonly notices: Notices,
    readonly secrets: Secrets,
  ) {
    notices.subscribe((notice) => {
      // Only data changes what is due: live journeys keep the templates and segments that they took along.
      if (notice.topic !== 'log.changed') return;
      for (const [session, kept] of this.kept) if (session.project === notice.project) this.wake(kept);
    });
  }

  /** Sending for an open project, begun when first asked for. */
  of(session: ProjectSession): ProjectDelivery {
    return this.keptOf(session).delivery;
  }

  /** Begins to look after a project that was opened. */
  opened(session: ProjectSession): void {
    if (!session.store.delivery.settings().running) return;
    const kept = this.keptOf(session);
    kept.delivery.beginAnew();
    this.wake(kept);
  }

  /** Looks now: something changed. What is being sent is judged anew by it. */
  look(session: ProjectSession): void {
    this.wake(this.keptOf(session));
  }

  /** Lets go of a project that is being closed, when the last message that had begun is written down. */
  async closing(session: ProjectSession): Promise<void> {
    const kept = this.kept.get(session);
    if (!kept) return;
    this.kept.delete(session);
    clearTimeout(kept.timer);
    kept.ended.abort();
    await kept.delivery.stop();
    await kept.work;
  }

  private keptOf(session: ProjectSession): Kept {
    const known = this.kept.get(session);
    if (known) return known;
    const onChange = (): void => {
      this.notices.publish({ topic: 'delivery.changed', project: session.project });
    };
    const delivery = new ProjectDelivery(session, this.simulator, this.secrets, { onChange });
    const kept: Kept = {
      delivery,
      ended: new AbortController(),
      timer: undefined,
      work: Promise.resolve(),
      again: false,
      busy: false,
      failures: 0,
    };
    this.kept.set(session, kept);
    return kept;
  }

  private wake(kept: Kept): void {
    clearTimeout(kept.timer);
    if (kept.busy) {
      kept.again = true;
      kept.delivery.interrupt();
      return;
    }
    kept.busy = true;
    kept.work = this.round(kept).finally(() => {
      kept.busy = false;
      if (kept.ended.signal.aborted) return;
      if (kept.again) {
        kept.again = false;
        this.wake(kept);
      } else this.sleep(kept);
    });
  }

  private async round(kept: Kept): Promise<void> {
    const { delivery, ended } = kept;
    if (!delivery.settings().running) return;
    const call: Call = { signal: ended.signal, onProgress: () => undefined };
    try {
      await delivery.sync(call);
      if (kept.again) return;
      const { trouble, slept } = await delivery.sendDue(call);
      kept.failures = trouble?.kind === 'unreachable' ? kept.failures + 1 : 0;
      if (trouble?.kind === 'misconfigured') delivery.halt();
      if (slept) {
        delivery.beginAnew();
        kept.again = true;
      }
    } catch (error) {
      // Trying again would fail again: a person has to look at it.
      if (!ended.signal.aborted) delivery.halt(errorText(error));
    }
  }

  private sleep(kept: Kept): void {
    if (!kept.delivery.settings().running) return;
    const wait = this.pauseOf(kept);
    const due = Date.now() + wait;
    kept.timer = setTimeout(() => {
      // So late only because the machine slept.
      if (Date.now() - due > LONGEST_MS) kept.delivery.beginAnew();
      this.wake(kept);
    }, wait).unref();
  }

  private pauseOf({ delivery, failures }: Kept): number {
    if (failures > 0) return Math.min(LONGEST_MS, retryDelayMs(failures, Math.random(), RETRY_MS));
    const at = delivery.nextAt();
    return at === undefined ? LONGEST_MS : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, at - Date.now()));
  }
}

interface Kept {
  delivery: ProjectDelivery;
  ended: AbortController;
  timer: NodeJS.Timeout | undefined;
  work: Promise<void>;
  /** Something changed while a round was under way. */
  again: boolean;
  busy: boolean;
  /** Rounds in a row in which the server could not be reached. */
  failures: number;
}
