import { BrowserWindow, nativeTheme } from 'electron';
import { join } from 'node:path';
import { iconFile, preloadScript } from './locations.js';
import { isOwnPage, START_PAGE } from './protocol.js';
import { rememberedBounds, rememberWindow, SMALLEST } from './windowState.js';

/** Opens the one window, where it was last time. `place` is what follows `#` in the interface's addresses. */
export function openWindow(dataFolder: string, place = ''): BrowserWindow {
  const stateFile = join(dataFolder, 'window.json');
  const { bounds, maximized } = rememberedBounds(stateFile);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Waypost',
    icon: iconFile,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15171c' : '#f7f8fa',
    webPreferences: {
      preload: preloadScript,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  rememberWindow(window, stateFile);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    console.error(`The page ended (${details.reason}); it is loaded again.`);
    // Not at once: Chromium is still taking the old page down.
    setImmediate(() => {
      if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
    });
  });
  window.webContents.on('did-navigate', (_event, address) => {
    // Chromium asks nobody before it shows an empty page (`about:blank`), so the way back is all there is.
    if (!isOwnPage(address)) void window.loadURL(START_PAGE);
  });
  void window.loadURL(`${START_PAGE}${place === '' ? '' : `#${place}`}`);
  return window;
}
