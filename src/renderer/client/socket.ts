import type { OpenWire, Wire } from './wire.js';

/** Opens a WebSocket to the web host that served the page; the browser sends the cookie that lets it in. */
export const openSocket: OpenWire = () =>
  new Promise((resolve, reject) => {
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${window.location.host}/engine`);
    socket.addEventListener('open', () => {
      resolve(wireOf(socket));
    });
    socket.addEventListener('close', () => {
      reject(new Error('The web host took no connection'));
    });
  });

function wireOf(socket: WebSocket): Wire {
  return {
    send: (message) => {
      socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => {
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (typeof event.data === 'string') listener(JSON.parse(event.data));
      });
    },
    onClose: (listener) => {
      socket.addEventListener('close', listener);
    },
  };
}
