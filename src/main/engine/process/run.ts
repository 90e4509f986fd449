import type { Engine, EngineHost } from '../engine.js';
import { portLink, type Link, type PortLike } from './channels.js';
import { commandSchema, type Report, type StartingHost } from './control.js';
import { serveChannel } from './serve.js';

/** How an engine process hears from its host and answers it. */
export interface Carrier {
  report(report: Report): void;
  /** `port` is the channel's own, where the carrier can hand one over. */
  onCommand(listener: (command: unknown, port: PortLike | undefined) => void): void;
  /** The host is gone. */
  onLost(listener: () => void): void;
  exit(code: number): void;
}

/** How long the engine may take to end its work before its process ends regardless. */
const CLOSE_GRACE_MS = 8_000;

/** Starts the engine when the host says so, serves each channel the host opens, and ends with the host. */
export function runEngineProcess(createEngine: (host: EngineHost) => Promise<Engine>, carrier: Carrier): void {
  const links = new Map<number, ChannelEnd>();
  let starting: Promise<Engine> | undefined;
  let ending: Promise<void> | undefined;

  const open = async (channel: number, link: Link): Promise<void> => {
    const engine = await starting;
    if (engine) serveChannel(engine, link);
    else link.close();
    link.onClose(() => links.delete(channel));
  };
  carrier.onCommand((message, port) => {
    const command = commandSchema.parse(message);
    if (command.kind === 'start') {
      starting ??= start(createEngine, command.host, carrier);
      // Its failure is reported and ends the process; whoever waits for it below need not fail a second time.
      starting.catch(() => undefined);
    } else if (command.kind === 'open') {
      const link = port ? portLink(port) : pipedLink(command.channel, links, carrier);
      open(command.channel, link).catch(() => {
        link.close();
      });
    } else if (command.kind === 'message') links.get(command.channel)?.message(command.message);
    else if (command.kind === 'close') links.get(command.channel)?.closed();
    else ending ??= end(starting, carrier);
  });
  carrier.onLost(() => {
    ending ??= end(starting, carrier);
  });
}

async function start(createEngine: (host: EngineHost) => Promise<Engine>, host: StartingHost, carrier: Carrier): Promise<Engine> {
  try {
    const keepSecret = (key: string, value: string): void => {
      carrier.report({ kind: 'keepSecret', key, value });
    };
    const engine = await createEngine({ ...host, ...(host.keepsSecrets === true && { keepSecret }) });
    carrier.report({ kind: 'ready' });
    return engine;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(error);
    carrier.report({ kind: 'failed', message: `The engine could not start: ${message}` });
    carrier.exit(1);
    throw error;
  }
}

async function end(starting: Promise<Engine> | undefined, carrier: Carrier): Promise<void> {
  const timer = setTimeout(() => {
    carrier.exit(1);
  }, CLOSE_GRACE_MS);
  try {
    const engine = await starting;
    await engine?.close();
    carrier.exit(0);
  } catch (error) {
    console.error('The engine could not close its stores:', error);
    carrier.exit(1);
  } finally {
    clearTimeout(timer);
  }
}

interface ChannelEnd {
  message(message: unknown): void;
  closed(): void;
}

/** A channel inside the one pipe to the host. Messages that come before the engine is ready wait for it. */
function pipedLink(channel: number, links: Map<number, ChannelEnd>, carrier: Carrier): Link {
  const early: unknown[] = [];
  const messageListeners: ((message: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let open = true;
  links.set(channel, {
    message: (message) => {
      if (messageListeners.length === 0) early.push(message);
      for (const listener of messageListeners) listener(message);
    },
    closed: () => {
      open = false;
      links.delete(channel);
      for (const listener of closeListeners) listener();
    },
  });
  return {
    send: (message) => {
      if (open) carrier.report({ kind: 'message', channel, message });
    },
    onMessage: (listener) => {
      messageListeners.push(listener);
      for (const message of early.splice(0)) listener(message);
    },
    onClose: (listener) => {
      closeListeners.push(listener);
    },
    close: () => links.get(channel)?.closed(),
  };
}

/** The parts of Electron's `process.parentPort` that we use. */
export interface ParentPortLike {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: PortLike[] }) => void): unknown;
}

/** Carries over Electron's utility process; Electron ends the process with its own. */
export function utilityCarrier(parentPort: ParentPortLike): Carrier {
  return {
    report: (report) => {
      parentPort.postMessage(report);
    },
    onCommand: (listener) => {
      parentPort.on('message', (event) => {
        listener(event.data, event.ports[0]);
      });
    },
    onLost: () => undefined,
    exit: (code) => process.exit(code),
  };
}

/** Carries over the pipe of `child_process.fork`. */
export function childCarrier(self: NodeJS.Process): Carrier {
  return {
    report: (report) => {
      if (self.connected) self.send?.(report);
    },
    onCommand: (listener) => {
      self.on('message', (message: unknown) => {
        listener(message, undefined);
      });
    },
    onLost: (listener) => {
      self.on('disconnect', listener);
    },
    exit: (code) => {
      // What was reported last leaves before the pipe closes.
      if (!self.connected) self.exit(code);
      self.once('disconnect', () => self.exit(code));
      self.disconnect();
    },
  };
}
