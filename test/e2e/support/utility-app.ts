/** An Electron application of a few lines that starts an engine as the desktop host does, in a utility process. */
import { app, MessageChannelMain } from 'electron';
import { join } from 'node:path';
import process from 'node:process';
import { portLink } from '../../../src/main/engine/process/channels.js';
import { startEngine } from '../../../src/main/desktop/engine.js';

export interface UtilityApp {
  /** Makes one call on a channel of its own. @returns everything that came over the channel */
  call: (procedure: string, input: unknown, closeAfterFirst?: boolean) => Promise<unknown[]>;
  crash: () => Promise<string>;
  stop: () => Promise<string>;
}

function start(): UtilityApp {
  const dataFolder = process.env['WAYPOST_DATA'] ?? '';
  const host = { kind: 'desktop', version: '1.2.3', dataFolder, resourcesFolder: dataFolder } as const;
  const engine = startEngine(join(__dirname, 'engine.cjs'), host, undefined);
  const open = () => {
    const { port1, port2 } = new MessageChannelMain();
    engine.connect(port1);
    return portLink(port2);
  };
  return {
    call: (procedure, input, closeAfterFirst = false) =>
      new Promise((resolve) => {
        const link = open();
        const received: unknown[] = [];
        link.onMessage((message) => {
          received.push(message);
          const isLast = typeof message === 'object' && message !== null && 'kind' in message && message.kind !== 'progress';
          if (closeAfterFirst) link.close();
          if (isLast || closeAfterFirst) resolve(received);
        });
        link.send({ kind: 'call', id: 1, procedure, input });
      }),
    crash: async () => {
      const link = open();
      const closed = new Promise<string>((resolve) => {
        link.onClose(() => {
          resolve('closed');
        });
      });
      link.onMessage(() => undefined);
      link.send({ kind: 'call', id: 1, procedure: 'crash', input: null });
      await engine.exited;
      return closed;
    },
    stop: async () => {
      await engine.ready;
      await engine.stop();
      return (await engine.exited).reason;
    },
  };
}

void app.whenReady().then(() => {
  Object.assign(globalThis, { startUtilityApp: start });
});
