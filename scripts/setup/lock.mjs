/** One set-up at a time in a checkout, however many commands start at once. Only Node's own modules. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cache } from './paths.mjs';

/** Runs `work` while no other process of this checkout holds the lock of that name. */
export async function withLock(name, work) {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `${name}.lock`);
  let told = false;
  while (!take(file)) {
    if (!told) console.error(`Waiting for another Waypost command to finish its ${name} …`);
    told = true;
    await delay(300);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!holderLives(file)) rmSync(file, { force: true });
    return false;
  }
}

function holderLives(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Written in two steps: a lock without its number yet is held.
    if (!pid) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
