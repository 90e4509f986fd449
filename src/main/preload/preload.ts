/** What the page gets from the desktop: the least that it needs, as `window.waypost`. Runs in the sandbox. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { DESKTOP_CHANNELS, type DesktopBridge } from '../../shared/contract/desktopBridge.js';

const bridge: DesktopBridge = {
  connect: () => {
    ipcRenderer.send(DESKTOP_CHANNELS.connect);
  },
  pathOf: (file) => (file instanceof File ? pathOfFile(file) : ''),
  chooseFolder: () => ipcRenderer.invoke(DESKTOP_CHANNELS.chooseFolder),
  chooseProject: () => ipcRenderer.invoke(DESKTOP_CHANNELS.chooseProject),
  saveFile: (request) => ipcRenderer.invoke(DESKTOP_CHANNELS.saveFile, request),
  savePdf: (request) => ipcRenderer.invoke(DESKTOP_CHANNELS.savePdf, request),
  onCommand: (listener) => {
    const hear = (_event: unknown, command: unknown): void => {
      listener(command);
    };
    ipcRenderer.on(DESKTOP_CHANNELS.command, hear);
    return () => {
      ipcRenderer.off(DESKTOP_CHANNELS.command, hear);
    };
  },
};

/** Electron before 29 has no `webUtils`; there a file knows its path itself. */
function pathOfFile(file: File): string {
  const utils: { getPathForFile?: (file: File) => string } | undefined = webUtils;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- the types are those of the newest Electron
  if (utils?.getPathForFile) return utils.getPathForFile(file);
  return 'path' in file && typeof file.path === 'string' ? file.path : '';
}

contextBridge.exposeInMainWorld('waypost', bridge);

// A port can't pass the bridge; it travels as a message to the page itself.
ipcRenderer.on(DESKTOP_CHANNELS.port, (event) => {
  window.postMessage(DESKTOP_CHANNELS.port, window.location.origin, event.ports);
});
