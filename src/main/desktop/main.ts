/** Electron's main process: one window onto the engine, which runs in a process of its own. */
import { app, dialog, Menu, MessageChannelMain, session, type BrowserWindow } from 'electron';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DESKTOP_CHANNELS } from '../../shared/contract/desktopBridge.js';
import { appVersion, defaultDataFolder } from '../engine/process/locations.js';
import { supervise, type Supervisor } from '../engine/process/supervisor.js';
import { offerDialogs } from './dialogs.js';
import { startEngine, type DesktopEngine } from './engine.js';
import { hear } from './ipc.js';
import { engineEntry, pagesFolder, resourcesFolder } from './locations.js';
import { openKeyStore } from './keyStore.js';
import { applicationMenu } from './menu.js';
import { registerAppScheme, servePages } from './protocol.js';
import { lockSession, refuseWaysOut } from './security.js';
import { openWindow } from './window.js';

const dataFolder = resolve(defaultDataFolder());
let window: BrowserWindow | undefined;
const findWindow = (): BrowserWindow | undefined => window;

/** Opens the window, or brings it to the front; at a project if the command line names one. */
function show(commandLine: readonly string[]): void {
  const project = commandLine.slice(1).find((argument) => argument.endsWith('.waypost'));
  const place = project === undefined ? undefined : `/p/${encodeURIComponent(resolve(project))}/journeys`;
  if (window) {
    if (window.isMinimized()) window.restore();
    window.focus();
    if (place !== undefined) void window.loadURL(`${window.webContents.getURL().split('#')[0] ?? ''}#${place}`);
    return;
  }
  window = openWindow(dataFolder, place);
  window.on('closed', () => {
    window = undefined;
  });
}

function startSupervisedEngine(): Supervisor<DesktopEngine> {
  const host = { kind: 'desktop', version: appVersion(), dataFolder, resourcesFolder } as const;
  const keys = openKeyStore(dataFolder);
  const engine = supervise(() =>
    startEngine(engineEntry, {
      ...host,
      ...(keys && { secrets: keys.read(), keepSecret: (key, value) => keys.keep(key, value) }),
    }),
  );
  engine.onLoss(({ reason, restarted }) => {
    console.error(`The engine ended (${reason})${restarted ? ' and was started again' : ''}.`);
    if (!restarted) void askAboutLoss(engine, reason);
  });
  hear(DESKTOP_CHANNELS.connect, findWindow, (frame) => {
    const running = engine.current();
    if (!running) return;
    const { port1, port2 } = new MessageChannelMain();
    running.connect(port1);
    frame.postMessage(DESKTOP_CHANNELS.port, null, [port2]);
  });
  return engine;
}

async function askAboutLoss(engine: Supervisor<DesktopEngine>, reason: string): Promise<void> {
  const question = {
    type: 'error',
    message: 'Waypost’s engine stopped and does not stay up.',
    detail: `${reason}\n\nEverything that was saved is safe.`,
    buttons: ['Start it again', 'Quit'],
    cancelId: 1,
  } satisfies Electron.MessageBoxOptions;
  const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question));
  if (response === 0) await engine.restart();
  else app.quit();
}

/** Lets the engine end its work before the application ends. */
function stopBeforeQuitting(engine: Supervisor<DesktopEngine>): void {
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void engine.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
}

async function run(): Promise<void> {
  app.on('second-instance', (_event, commandLine) => {
    show(commandLine);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await app.whenReady();
  lockSession(session.defaultSession);
  servePages(session.defaultSession, pagesFolder);
  stopBeforeQuitting(startSupervisedEngine());
  offerDialogs(findWindow);
  Menu.setApplicationMenu(applicationMenu(findWindow));
  show(process.argv);
  app.on('activate', () => {
    show([]);
  });
}

mkdirSync(join(dataFolder, 'desktop'), { recursive: true });
app.setPath('userData', join(dataFolder, 'desktop'));
// Root can't have Chromium's sandbox; the switch says that somebody decided to go without.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
refuseWaysOut();
if (app.requestSingleInstanceLock()) void run();
else app.quit();
