import { z } from 'zod';
import { EngineError } from '../../shared/contract/error.js';
import { hostCommandSchema } from '../../shared/contract/desktop.js';
import type { DesktopBridge } from '../../shared/contract/desktopBridge.js';
import type { HostBridge } from './engine.js';

const chosenSchema = z.string().optional();

/** What the desktop host does for a page, through its preload script. */
export function desktopBridge(desktop: DesktopBridge): HostBridge {
  return {
    kind: 'desktop',
    pathOf: (file) => {
      const path = desktop.pathOf(file);
      if (path !== '') return Promise.resolve(path);
      return Promise.reject(
        new EngineError('io', `“${file.name}” lies nowhere on this machine’s disk. Save it first, then choose it.`),
      );
    },
    chooseFolder: async () => chosenSchema.parse(await desktop.chooseFolder()),
    chooseProject: async () => chosenSchema.parse(await desktop.chooseProject()),
    saveFile: async (fileName, mimeType, text) => {
      await desktop.saveFile({ fileName, mimeType, text });
    },
    onCommand: (listener) =>
      desktop.onCommand((command) => {
        listener(hostCommandSchema.parse(command));
      }),
  };
}
