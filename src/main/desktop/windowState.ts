import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
});
type WindowState = z.infer<typeof stateSchema>;

export const SMALLEST = { width: 900, height: 600 } as const;
const USUAL = { width: 1360, height: 860 } as const;
/** So much of the window must lie on a screen for it to be found. */
const VISIBLE_PIXELS = 120;
const SETTLE_MS = 400;

/** Where the window was last time, if that place is still on a screen; else a usual size in the middle. */
export function rememberedBounds(file: string): { bounds: Partial<Rectangle>; maximized: boolean } {
  const state = readState(file);
  if (!state || !isOnScreen(state)) return { bounds: { ...USUAL }, maximized: false };
  const { x, y, width, height, maximized } = state;
  return { bounds: { x, y, width: Math.max(width, SMALLEST.width), height: Math.max(height, SMALLEST.height) }, maximized };
}

/** Notes where the window is whenever it has come to rest, and when it closes. */
export function rememberWindow(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined;
  const note = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed() && !window.isMinimized() && !window.isFullScreen()) {
      writeState(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(note, SETTLE_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', note);
}

function readState(file: string): WindowState | undefined {
  try {
    return stateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    // Not there on the first start; and a broken one is no reason not to show a window.
    return undefined;
  }
}

function writeState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch (error) {
    console.error('The window’s place could not be remembered:', error);
  }
}

function isOnScreen(state: WindowState): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(state.x + state.width, workArea.x + workArea.width) - Math.max(state.x, workArea.x);
    const down = Math.min(state.y + state.height, workArea.y + workArea.height) - Math.max(state.y, workArea.y);
    return across >= VISIBLE_PIXELS && down >= VISIBLE_PIXELS;
  });
}
