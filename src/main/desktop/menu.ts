import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { HostCommand } from '../../shared/contract/desktop.js';
import { DESKTOP_CHANNELS } from '../../shared/contract/desktopBridge.js';
import type { FindWindow } from './ipc.js';

/**
 * The application menu. What concerns the document is sent to the page, which knows what it means on the screen that
 * shows; the page also hears those keys itself, so the menu only shows them.
 */
export function applicationMenu(findWindow: FindWindow) {
  const ask = (label: string, command: HostCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: command,
    label,
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => findWindow()?.webContents.send(DESKTOP_CHANNELS.command, command),
  });
  const isMac = process.platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return Menu.buildFromTemplate([
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        ask('New Project…', 'newProject'),
        ask('Open Project…', 'openProject'),
        separator,
        ask('Import Data…', 'importData'),
        ask('Import Journey…', 'importJourney'),
        ask('Export Journey…', 'exportJourney'),
        separator,
        ask('Settings', 'settings'),
        separator,
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        ask('Undo', 'undo', 'CmdOrCtrl+Z'),
        ask('Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    { label: '&Journey', submenu: [ask('Simulate', 'simulate', 'CmdOrCtrl+Enter')] },
    {
      label: '&View',
      submenu: [
        ask('Find a Command…', 'commandPalette', 'CmdOrCtrl+K'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [ask('Keyboard Shortcuts', 'shortcuts'), { label: `Waypost ${app.getVersion()}`, enabled: false }] },
  ]);
}
