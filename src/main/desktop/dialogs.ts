import { dialog, type BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { z } from 'zod';
import {
  saveFileSchema,
  savePdfSchema,
  type SaveFileAnswer,
  type SaveFileRequest,
  type SavePdfRequest,
} from '../../shared/contract/desktop.js';
import { DESKTOP_CHANNELS } from '../../shared/contract/desktopBridge.js';
import { answer, type FindWindow } from './ipc.js';
import { printToPdf } from './pdf.js';

const nothing = z.undefined();

/** The dialogs a page can ask for. The person chooses; the page never names a path. */
export function offerDialogs(findWindow: FindWindow): void {
  answer(DESKTOP_CHANNELS.chooseFolder, nothing, findWindow, (_nothing, window) =>
    chooseFolder(window, { title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] }),
  );
  answer(DESKTOP_CHANNELS.chooseProject, nothing, findWindow, (_nothing, window) =>
    chooseFolder(window, {
      title: 'Open a project (a folder that ends in .waypost)',
      buttonLabel: 'Open',
      properties: ['openDirectory'],
    }),
  );
  answer(DESKTOP_CHANNELS.saveFile, saveFileSchema, findWindow, saveFile);
  answer(DESKTOP_CHANNELS.savePdf, savePdfSchema, findWindow, savePdf);
}

async function chooseFolder(window: BrowserWindow, options: Electron.OpenDialogOptions): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? undefined : filePaths[0];
}

function saveFile({ fileName, content }: SaveFileRequest, window: BrowserWindow): Promise<SaveFileAnswer> {
  return saveAs(window, fileName, () => Promise.resolve(content));
}

function savePdf({ fileName, html }: SavePdfRequest, window: BrowserWindow): Promise<SaveFileAnswer> {
  return saveAs(window, fileName, () => printToPdf(html));
}

/** Asks where to, and only then makes what is written there. */
async function saveAs(
  window: BrowserWindow,
  fileName: string,
  make: () => Promise<string | Uint8Array>,
): Promise<SaveFileAnswer> {
  const extension = extname(fileName).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: fileName,
    filters: [
      ...(extension ? [{ name: extension.toUpperCase(), extensions: [extension] }] : []),
      { name: 'All files', extensions: ['*'] },
    ],
  });
  if (canceled || !filePath) return { saved: false };
  try {
    await writeFile(filePath, await make());
    return { saved: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { saved: false, problem: `“${filePath}” could not be written (${reason}). Choose another place.` };
  }
}
