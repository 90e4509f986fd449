import { DESKTOP_CHANNELS, type DesktopBridge } from '../../shared/contract/desktopBridge.js';
import type { OpenWire, Wire } from './wire.js';

/** The host hands over a port at once if it has an engine. */
const PATIENCE_MS = 4000;

/** Asks the desktop host for a message port to the engine. */
export function portOpener(bridge: DesktopBridge): OpenWire {
  return () =>
    new Promise((resolve, reject) => {
      const receive = (event: MessageEvent<unknown>): void => {
        const [port] = event.ports;
        if (event.source !== window || event.data !== DESKTOP_CHANNELS.port || !port) return;
        stop();
        resolve(wireOf(port));
      };
      const timer = window.setTimeout(() => {
        stop();
        reject(new Error('The desktop host gave no connection'));
      }, PATIENCE_MS);
      const stop = (): void => {
        window.clearTimeout(timer);
        window.removeEventListener('message', receive);
      };
      window.addEventListener('message', receive);
      bridge.connect();
    });
}

function wireOf(port: MessagePort): Wire {
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => {
        listener(event.data);
      });
      port.start();
    },
    onClose: (listener) => {
      // Sent by Electron when the other end is gone.
      port.addEventListener('close', listener);
    },
  };
}
