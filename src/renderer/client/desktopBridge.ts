import { z } from 'zod';
import { EngineError } from '../../shared/contract/error.js';
import { hostCommandSchema, saveFileAnswerSchema, type HostCommand } from '../../shared/contract/desktop.js';
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
    saveFile: async (fileName, mimeType, content) => {
      const { problem } = saveFileAnswerSchema.parse(await desktop.saveFile({ fileName, mimeType, content }));
      if (problem !== undefined) throw new EngineError('io', problem);
    },
    savePdf: async (fileName, html) => {
      const { problem } = saveFileAnswerSchema.parse(await desktop.savePdf({ fileName, html }));
      if (problem !== undefined) throw new EngineError('io', problem);
    },
    onCommand: (listener) =>
      desktop.onCommand((command) => {
        const parsed = hostCommandSchema.parse(command);
        if (!editsText(parsed)) listener(parsed);
      }),
  };
}

/**
 * Undo and redo mean the text while a text field has the focus. Where the menu takes the keys before the page does
 * (macOS), the field must be told; only this old command reaches its history.
 */
function editsText(command: HostCommand): boolean {
  if (command !== 'undo' && command !== 'redo') return false;
  const focused = document.activeElement;
  const isText = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way
  return isText && document.execCommand(command);
}
