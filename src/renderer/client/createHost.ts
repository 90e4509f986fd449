import type { DesktopBridge } from '../../shared/contract/desktopBridge.js';
import { createClient } from './client.js';
import { desktopBridge } from './desktopBridge.js';
import type { Host } from './engine.js';
import { portOpener } from './port.js';
import { openSocket } from './socket.js';
import { webBridge } from './webBridge.js';

declare global {
  interface Window {
    /** Put there by the desktop's preload script. */
    waypost?: DesktopBridge;
  }
}

/**
 * The host that shows this page: the desktop where its preload script is there, else the web host that served it. The
 * first connection may still be under way; calls wait for it.
 */
export function createHost(): Promise<Host> {
  const desktop = window.waypost;
  const client = createClient(desktop ? portOpener(desktop) : openSocket);
  return Promise.resolve({ ...client, bridge: desktop ? desktopBridge(desktop) : webBridge });
}
