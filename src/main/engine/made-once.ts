import { throwIfCancelled } from './errors.js';

/**
 * What is worked out when it is first asked for, and kept. Who asks meanwhile waits for what was begun, and makes it anew when that
 * failed: the one who began may have cancelled.
 * @throws what `make` throws; EngineError `cancelled`.
 */
export async function madeOnce<Made>(
  begun: () => Promise<Made> | undefined,
  keep: (making: Promise<Made>) => void,
  make: () => Promise<Made>,
  signal: AbortSignal,
): Promise<Made> {
  for (let before = begun(); before; before = begun()) {
    const [made] = await Promise.allSettled([before]);
    if (made.status === 'fulfilled') return made.value;
    throwIfCancelled(signal);
    // Somebody else who waited may have begun anew.
    if (begun() === before) break;
  }
  const making = make();
  keep(making);
  return making;
}
