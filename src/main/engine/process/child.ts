import { fork, type ChildProcess } from 'node:child_process';
import type { EngineHost } from '../engine.js';
import type { Link } from './channels.js';
import { reportSchema, startCommand, type Command } from './control.js';
import type { EngineExit, RunningEngine } from './supervisor.js';

/** How long an engine that was asked to stop may take to end its work. */
const STOP_GRACE_MS = 10_000;

export interface ChildEngineOptions {
  host: EngineHost;
  /** The built engine process, `dist/engine/main.js`. */
  entry: string;
  /** The Node to run it with. */
  node: string;
  execArgv?: readonly string[];
}

/** An engine in a child process of Node, with any number of channels to it. */
export interface ChildEngine extends RunningEngine {
  /** Opens a channel. It closes when the engine goes away. */
  connect: () => Link;
}

/** Starts the engine with `child_process.fork`. Messages cross as JSON, as they do over a WebSocket. */
export function forkEngine(options: ChildEngineOptions): ChildEngine {
  const child = fork(options.entry, [], {
    execPath: options.node,
    execArgv: [...(options.execArgv ?? [])],
    serialization: 'json',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Electron's own Node must behave as Node if it is the one that runs the engine.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const channels = new Map<number, OpenChannel>();
  const exited = exitOf(child, channels);
  const ready = readiness(child, exited, channels);
  const command = (message: Command): void => {
    if (child.connected) child.send(message);
  };
  child.on('message', (message) => {
    const report = reportSchema.safeParse(message).data;
    if (report?.kind === 'keepSecret') options.host.keepSecret?.(report.key, report.value);
  });
  command(startCommand(options.host));
  let nextChannel = 0;
  return {
    ready,
    exited,
    connect: () => openChannel(nextChannel++, channels, command),
    stop: () => stopChild(child, exited, command),
  };
}

interface OpenChannel {
  message(message: unknown): void;
  closed(): void;
}

function openChannel(channel: number, channels: Map<number, OpenChannel>, command: (message: Command) => void): Link {
  const messageListeners: ((message: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  channels.set(channel, {
    message: (message) => {
      for (const listener of messageListeners) listener(message);
    },
    closed: () => {
      channels.delete(channel);
      for (const listener of closeListeners) listener();
    },
  });
  command({ kind: 'open', channel });
  return {
    send: (message) => {
      if (channels.has(channel)) command({ kind: 'message', channel, message });
    },
    onMessage: (listener) => messageListeners.push(listener),
    onClose: (listener) => closeListeners.push(listener),
    close: () => {
      if (!channels.has(channel)) return;
      command({ kind: 'close', channel });
      channels.get(channel)?.closed();
    },
  };
}

function readiness(child: ChildProcess, exited: Promise<EngineExit>, channels: Map<number, OpenChannel>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (data: unknown) => {
      const report = reportSchema.parse(data);
      if (report.kind === 'ready') resolve();
      else if (report.kind === 'failed') reject(new Error(report.message));
      else if (report.kind === 'message') channels.get(report.channel)?.message(report.message);
    });
    void exited.then((exit) => {
      reject(new Error(`The engine ended before it was ready (${exit.reason}).`));
    });
  });
}

function exitOf(child: ChildProcess, channels: Map<number, OpenChannel>): Promise<EngineExit> {
  return new Promise((resolve) => {
    const end = (reason: string): void => {
      for (const open of [...channels.values()]) open.closed();
      resolve({ reason });
    };
    child.on('error', (error) => {
      end(error.message);
    });
    child.on('exit', (code, signal) => {
      end(signal ?? `exit code ${code ?? 'unknown'}`);
    });
  });
}

async function stopChild(child: ChildProcess, exited: Promise<EngineExit>, command: (message: Command) => void): Promise<void> {
  command({ kind: 'stop' });
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
  await exited;
  clearTimeout(timer);
}
