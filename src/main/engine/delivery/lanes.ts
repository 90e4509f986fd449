import { setTimeout as sleep } from 'node:timers/promises';

/** Work that goes on beside other work, but never beside work of the same name. */
export interface Lane {
  name: string;
  work: () => Promise<void>;
}

/** While some lanes are at work, it is looked so often whether there is something for others. */
const LOOK_MS = 1_000;

/**
 * Opens lanes as long as there is something for one of them, or until it is stopped; those at work end by themselves. A lane that fails stops all.
 * @param due the lanes that have something to do at this moment.
 * @throws what the first lane that failed has thrown, when all have ended.
 */
export async function runLanes(due: () => Iterable<Lane>, stop: AbortController, signal: AbortSignal): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const open = ({ name, work }: Lane): void => {
    const done = work()
      .catch((error: unknown) => {
        failures.push(error);
        stop.abort();
      })
      .finally(() => busy.delete(name));
    busy.set(name, done);
  };
  while (!signal.aborted) {
    for (const lane of due()) if (!busy.has(lane.name)) open(lane);
    if (busy.size === 0) break;
    await Promise.race([...busy.values(), sleep(LOOK_MS, undefined, { ref: false })]);
  }
  await Promise.all(busy.values());
  if (failures.length > 0) throw failures[0];
}
