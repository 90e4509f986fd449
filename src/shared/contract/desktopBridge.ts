import type { SaveFileRequest, SavePdfRequest } from './desktop.js';

// Apart from the schemas, so that the preload script carries no library.

/** The origin of the interface in the desktop's window. */
export const DESKTOP_ORIGIN = 'app://waypost';

export const DESKTOP_CHANNELS = {
  connect: 'waypost:connect',
  /** Carries a port to the engine, to the page. */
  port: 'waypost:port',
  chooseFolder: 'waypost:choose-folder',
  chooseProject: 'waypost:choose-project',
  saveFile: 'waypost:save-file',
  savePdf: 'waypost:save-pdf',
  command: 'waypost:command',
} as const;

/** What the preload script puts into the page as `window.waypost`, and nothing more. */
export interface DesktopBridge {
  /** Asks for a connection to the engine; it arrives as a window message `DESKTOP_CHANNELS.port` with one port. */
  connect(): void;
  /** The path of a file the person chose or dropped; empty for files that lie nowhere. */
  pathOf(file: unknown): string;
  chooseFolder(): Promise<unknown>;
  chooseProject(): Promise<unknown>;
  saveFile(request: SaveFileRequest): Promise<unknown>;
  savePdf(request: SavePdfRequest): Promise<unknown>;
  /** Hears what the menu asks for; returns the unsubscribe function. */
  onCommand(listener: (command: unknown) => void): () => void;
}
