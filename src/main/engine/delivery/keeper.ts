import type { ProjectSession } from '../projects/sessions.js';
import type { Notices } from '../notices.js';
import type { Simulator } from '../simulations/simulator.js';
import type { Call } from '../registry.js';
import type { Secrets } from './secrets.js';
import { ProjectDelivery } from './service.js';

/** Looks at least so often, so that a clock that was set or a machine that slept does no harm. */
const LONGEST_MS = 15 * 60_000;
const SHORTEST_MS = 250;

/** Sends for every open project by itself: after each import, and whenever the next message falls due. */
export class DeliveryKeeper {
  private readonly kept = new Map<ProjectSession, Kept>();

  constructor(
    private readonly simulator: Simulator,
    private readonly notices: Notices,
    readonly secrets: Secrets,
  ) {
    notices.subscribe((notice) => {
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
    const { running } = session.store.delivery.settings();
    if (running) this.wake(this.keptOf(session));
  }

  /** Looks now: something changed. */
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
    };
    this.kept.set(session, kept);
    return kept;
  }

  private wake(kept: Kept): void {
    clearTimeout(kept.timer);
    if (kept.busy) {
      kept.again = true;
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

  private async round({ delivery, ended }: Kept): Promise<void> {
    if (!delivery.settings().running) return;
    const call: Call = { signal: ended.signal, onProgress: () => undefined };
    try {
      await delivery.sync(call);
      await delivery.sendDue(call);
    } catch (error) {
      // The state tells the person; the next round tries again.
      if (!ended.signal.aborted) console.error('Sending failed:', error instanceof Error ? error.message : error);
    }
  }

  private sleep(kept: Kept): void {
    if (!kept.delivery.settings().running) return;
    const at = kept.delivery.nextAt();
    const wait = at === undefined ? LONGEST_MS : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, at - Date.now()));
    kept.timer = setTimeout(() => {
      this.wake(kept);
    }, wait).unref();
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
}
