import process from 'node:process';
import { ensureBuilt } from './built.js';
import { ensureDisplay } from './display.js';
import { ensureElectron } from './electron.js';

/** Before the tests in Electron's window: the programs as the sources are now, an Electron and a display. */
export default async function setup(): Promise<() => void> {
  await ensureBuilt();
  const electron = await ensureElectron();
  const display = await ensureDisplay();
  console.error(`Testing in Electron ${electron.version}${electron.official ? '' : ', which stands in for the official one'}.`);
  process.env['WAYPOST_TEST_ELECTRON'] = electron.executable;
  if (display.name) process.env['DISPLAY'] = display.name;
  // An Electron of another age can't load the engine's native packages; there the engine runs under Node.
  if (!electron.official) process.env['WAYPOST_ENGINE_NODE'] = process.execPath;
  return display.stop;
}
