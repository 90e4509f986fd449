import { once } from 'node:events';
import process from 'node:process';
import { _electron, type ElectronApplication } from 'playwright-core';
// So that tests know what the preload script puts into the page.
import type {} from '../../../src/renderer/client/createHost.js';
import type { App, StartOptions } from './app.js';
import { root } from './setup/run.js';
import { collectComplaints } from './web.js';

export interface DesktopApp extends App {
  /** Electron itself: `electron.evaluate(({ dialog }) => …)` runs in its main process. */
  readonly electron: ElectronApplication;
}

/** Starts the built desktop application in the Electron of this test run. */
export async function startDesktopApp(options: StartOptions): Promise<DesktopApp> {
  const electron = await launchElectron(root, options.dataFolder);
  const page = await electron.firstWindow();
  const complaints = collectComplaints(page);
  await electron.evaluate(
    ({ BrowserWindow, nativeTheme }, { viewport, colorScheme }) => {
      nativeTheme.themeSource = colorScheme;
      BrowserWindow.getAllWindows()[0]?.setContentSize(viewport.width, viewport.height);
    },
    { viewport: options.viewport, colorScheme: options.colorScheme ?? 'light' },
  );
  const { place } = options;
  if (place !== undefined)
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, place);
  return {
    host: 'desktop',
    page,
    electron,
    dataFolder: options.dataFolder,
    complaints,
    kill: async () => {
      const child = electron.process();
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
    close: () => electron.close(),
  };
}

/** Runs the application in a folder under the Electron of this test run. */
export function launchElectron(
  folder: string,
  dataFolder: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<ElectronApplication> {
  const executablePath = process.env['WAYPOST_TEST_ELECTRON'];
  return _electron.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [folder],
    env: { ...process.env, ...extra, WAYPOST_DATA: dataFolder },
    timeout: 60_000,
  });
}
