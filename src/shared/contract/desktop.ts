import { z } from 'zod';

/** What the desktop's window can ask its host for, beside the engine. Both ends parse what crosses with these schemas. */

/** The origin of the interface in the desktop's window. */
export const DESKTOP_ORIGIN = 'app://waypost';

export const DESKTOP_CHANNELS = {
  connect: 'waypost:connect',
  /** Carries a port to the engine, to the page. */
  port: 'waypost:port',
  chooseFolder: 'waypost:choose-folder',
  chooseProject: 'waypost:choose-project',
  saveFile: 'waypost:save-file',
  command: 'waypost:command',
} as const;

export const saveFileSchema = z.strictObject({
  fileName: z.string().min(1).max(255),
  mimeType: z.string().max(100),
  text: z.string(),
});
export type SaveFileRequest = z.infer<typeof saveFileSchema>;

/** What the application menu asks the page to do. */
export const HOST_COMMANDS = [
  'newProject',
  'openProject',
  'importData',
  'importJourney',
  'exportJourney',
  'undo',
  'redo',
  'simulate',
  'commandPalette',
  'settings',
  'shortcuts',
] as const;
export const hostCommandSchema = z.enum(HOST_COMMANDS);
export type HostCommand = z.infer<typeof hostCommandSchema>;

/** What the preload script puts into the page as `window.waypost`, and nothing more. */
export interface DesktopBridge {
  /** Asks for a connection to the engine; it arrives as a window message `DESKTOP_CHANNELS.port` with one port. */
  connect(): void;
  /** The path of a file the person chose or dropped; empty for files that lie nowhere. */
  pathOf(file: unknown): string;
  chooseFolder(): Promise<unknown>;
  chooseProject(): Promise<unknown>;
  saveFile(request: SaveFileRequest): Promise<unknown>;
  /** Hears what the menu asks for; returns the unsubscribe function. */
  onCommand(listener: (command: unknown) => void): () => void;
}
