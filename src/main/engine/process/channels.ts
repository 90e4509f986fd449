import type { Channel } from '../engine.js';

/** A channel that its holder can also close. */
export interface Link extends Channel {
  close(): void;
}

/** What Electron's MessagePortMain and a utility process's port have in common, as far as we need it. */
export interface PortLike {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A channel over a message port. The port is started when the first listener is there, so that nothing is missed. */
export function portLink(port: PortLike): Link {
  let open = true;
  port.on('close', () => {
    open = false;
  });
  return {
    send: (message) => {
      if (open) port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', (event) => {
        listener(event.data);
      });
      port.start();
    },
    onClose: (listener) => {
      port.on('close', listener);
    },
    close: () => {
      open = false;
      port.close();
    },
  };
}

/** What the package `ws` calls a WebSocket, as far as we need it. */
export interface SocketLike {
  readonly readyState: number;
  readonly OPEN: number;
  send(text: string): void;
  close(code: number, reason: string): void;
  on(event: 'message', listener: (data: { toString(): string }, isBinary: boolean) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** The close code that tells a page to connect again: the engine went away, the server did not (RFC 6455 registry). */
export const SERVICE_RESTART = 1012;
const UNSUPPORTED_DATA = 1003;

/** A channel over a WebSocket, as JSON. Frames that are no JSON close it: nothing of ours sends them. */
export function socketLink(socket: SocketLike): Link {
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => {
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? undefined : parseJson(data.toString());
        if (message === undefined) socket.close(UNSUPPORTED_DATA, 'JSON text is expected');
        else listener(message.value);
      });
    },
    onClose: (listener) => {
      socket.on('close', listener);
    },
    close: () => {
      socket.close(SERVICE_RESTART, 'The engine went away');
    },
  };
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Joins two links: what one gets the other sends, and when one closes so does the other. */
export function join(first: Link, second: Link): void {
  first.onMessage((message) => {
    second.send(message);
  });
  second.onMessage((message) => {
    first.send(message);
  });
  first.onClose(() => {
    second.close();
  });
  second.onClose(() => {
    first.close();
  });
}
