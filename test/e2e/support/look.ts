import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { decode, encode } from 'fast-png';
import pixelmatch from 'pixelmatch';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { root } from './setup/run.js';

/** Kept pictures of how screens look, made on Linux with Debian's Chromium. */
const LOOKS = join(root, 'test', 'e2e', 'looks');

/** Fonts are drawn a little differently by each version of a browser: so much of the picture may differ. */
const TOLERATED_SHARE = 0.01;

interface LookOptions {
  /** What is never twice the same, such as times; it is covered. */
  covered?: readonly Locator[];
}

/**
 * Compares the page with the kept picture of this name; `WAYPOST_KEEP_LOOKS=1` keeps the page as it is now instead. A picture with the
 * differences in red lies in `test-results/` when they are too many. Only Linux draws as the kept pictures were drawn; elsewhere the page
 * is just pictured.
 */
export async function expectLook(page: Page, name: string, { covered = [] }: LookOptions = {}): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const taken = await page.screenshot({ animations: 'disabled', caret: 'hide', mask: [...covered], maskColor: '#888888' });
  const results = join(root, 'test-results');
  await mkdir(results, { recursive: true });
  await writeFile(join(results, `${name}.png`), taken);
  const keptFile = join(LOOKS, `${name}.png`);
  if (process.env['WAYPOST_KEEP_LOOKS'] === '1') {
    await mkdir(LOOKS, { recursive: true });
    await writeFile(keptFile, taken);
    return;
  }
  if (process.platform !== 'linux') return;
  expect(
    existsSync(keptFile),
    `there is no kept picture “${name}”: run with WAYPOST_KEEP_LOOKS=1, look at it, and commit it`,
  ).toBe(true);
  const kept = pixels(await readFile(keptFile));
  const now = pixels(taken);
  expect([now.width, now.height], 'the size of the picture').toEqual([kept.width, kept.height]);
  const difference = new Uint8Array(now.data.length);
  const differing = pixelmatch(kept.data, now.data, difference, now.width, now.height, { threshold: 0.15 });
  const share = differing / (now.width * now.height);
  const differenceFile = join(results, `${name}.difference.png`);
  if (share > TOLERATED_SHARE) await writeFile(differenceFile, encode({ ...now, data: difference }));
  expect(share, `${name} looks different: see ${differenceFile}`).toBeLessThanOrEqual(TOLERATED_SHARE);
}

interface Pixels {
  width: number;
  height: number;
  channels: 4;
  data: Uint8Array;
}

/** A screenshot as red, green, blue and alpha. */
function pixels(png: Uint8Array): Pixels {
  const { width, height, channels, data } = decode(png);
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgba[pixel * 4 + channel] = data[pixel * channels + channel] ?? 0;
    rgba[pixel * 4 + 3] = 255;
  }
  return { width, height, channels: 4, data: rgba };
}
