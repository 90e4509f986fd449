import process from 'node:process';
import { ensureChromium } from './chromium.js';
import { ensureBuilt } from './built.js';

/** Before the tests in a browser: the programs as the sources are now, and a Chromium. */
export default async function setup(): Promise<void> {
  await ensureBuilt();
  process.env['WAYPOST_TEST_CHROMIUM'] = await ensureChromium();
}
