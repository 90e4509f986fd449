import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { reportSchema, startCommand, type Command } from '../engine/process/control.js';
import type { EngineHost } from '../engine/engine.js';
import type { DesktopEngine } from './engine.js';

const STOP_GRACE_MS = 10_000;

/** Starts the engine in a utility process of Electron. Each channel is a message port of its own. */
export function forkUtility(entry: string, host: EngineHost): DesktopEngine {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Waypost engine', stdio: 'inherit' });
  const command = (message: Command, ports: MessagePortMain[] = []): void => {
    child.postMessage(message, ports);
  };
  const exited = new Promise<{ reason: string }>((resolve) => {
    child.once('exit', (code) => {
      resolve({ reason: `exit code ${code}` });
    });
  });
  const ready = readiness(child, exited);
  child.on('message', (data: unknown) => {
    const report = reportSchema.parse(data);
    if (report.kind === 'keepSecret') host.keepSecret?.(report.key, report.value);
  });
  command(startCommand(host));
  let channel = 0;
  return {
    ready,
    exited,
    connect: (port) => {
      command({ kind: 'open', channel: channel++ }, [port]);
    },
    stop: async () => {
      command({ kind: 'stop' });
      const timer = setTimeout(() => child.kill(), STOP_GRACE_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

function readiness(child: UtilityProcess, exited: Promise<{ reason: string }>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (data: unknown) => {
      const report = reportSchema.parse(data);
      if (report.kind === 'ready') resolve();
      else if (report.kind === 'failed') reject(new Error(report.message));
    });
    void exited.then((exit) => {
      reject(new Error(`The engine ended before it was ready (${exit.reason}).`));
    });
  });
}
