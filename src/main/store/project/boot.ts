import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
/** Machines without a boot id are told apart by the time they started at, as exact as this. */
const EXACTNESS_MS = 10_000;

let mark: string | undefined;

/**
 * Names this start of the machine. While it lasts, what a killed process has written is still there; after a loss of power only what
 * was flushed is.
 */
export function bootMark(): string {
  mark ??= bootId() ?? String(Math.round((Date.now() - uptime() * 1000) / EXACTNESS_MS));
  return mark;
}

function bootId(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return readFileSync(BOOT_ID, 'utf8').trim();
  } catch {
    // A container may hide it.
    return undefined;
  }
}
