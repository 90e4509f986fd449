import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import type { z } from 'zod';
import { isOwnPage } from './protocol.js';

/** Finds the window that a page may speak for. */
export type FindWindow = () => BrowserWindow | undefined;

/**
 * Answers a request of the page: only one that comes from the top frame of our own window, while that shows our own
 * page, and whose payload fits the schema.
 */
export function answer<Input>(
  channel: string,
  schema: z.ZodType<Input>,
  findWindow: FindWindow,
  handler: (input: Input, window: BrowserWindow) => Promise<unknown>,
): void {
  ipcMain.handle(channel, async (event, payload: unknown) => {
    const window = senderWindow(event, findWindow);
    if (!window) throw new Error(`${channel} is not for this page.`);
    const input = schema.safeParse(payload);
    if (!input.success) throw new Error(`${channel} was asked for something that it does not know.`);
    return handler(input.data, window);
  });
}

/** Hears a message of the page, under the same conditions; anything else is dropped and noted. */
export function hear(channel: string, findWindow: FindWindow, handler: (frame: WebFrameMain) => void): void {
  ipcMain.on(channel, (event) => {
    const frame = event.senderFrame;
    if (senderWindow(event, findWindow) && frame) handler(frame);
    else console.error(`Refused ${channel} from a page that is not Waypost’s own.`);
  });
}

function senderWindow(event: IpcMainEvent | IpcMainInvokeEvent, findWindow: FindWindow): BrowserWindow | undefined {
  const window = findWindow();
  const frame = event.senderFrame;
  if (!window || !frame || event.sender !== window.webContents) return undefined;
  return frame === window.webContents.mainFrame && isOwnPage(frame.url) ? window : undefined;
}
