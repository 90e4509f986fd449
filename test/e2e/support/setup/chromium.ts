import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { aptInstall, canAptInstall, capture, root } from './run.js';

/** Where a system keeps a Chromium of its own. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The Chromium to test with: `WAYPOST_TEST_CHROMIUM`, else Playwright's own, else the system's; where there is none, the
 * first of these that can be had.
 * @throws Error that says what to install
 */
export async function ensureChromium(): Promise<string> {
  const present = findChromium();
  if (present) return present;
  console.error('Fetching Chromium for the tests …');
  await capture(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], {
    timeout: 600_000,
  });
  const fetched = findChromium();
  if (fetched) return fetched;
  if (canAptInstall()) await aptInstall(['chromium']);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error('The end-to-end tests need a Chromium: install one, or name it in WAYPOST_TEST_CHROMIUM.');
}

function findChromium(): string | undefined {
  const named = process.env['WAYPOST_TEST_CHROMIUM'];
  return [...(named ? [named] : []), chromium.executablePath(), ...USUAL_PLACES].find((path) => path !== '' && existsSync(path));
}
