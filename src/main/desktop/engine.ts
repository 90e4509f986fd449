import type { MessagePortMain } from 'electron';
import type { EngineHost } from '../engine/engine.js';
import { join, portLink } from '../engine/process/channels.js';
import { forkEngine } from '../engine/process/child.js';
import type { RunningEngine } from '../engine/process/supervisor.js';
import { forkUtility } from './utility.js';

/** An engine that the window's page can be connected to. */
export interface DesktopEngine extends RunningEngine {
  connect: (port: MessagePortMain) => void;
}

/**
 * Starts the engine in a process of its own: Electron's utility process, or, where `WAYPOST_ENGINE_NODE` names a Node, a
 * child process of that Node (to debug the engine, or where this Electron is too old for its native packages).
 */
export function startEngine(entry: string, host: EngineHost, node = process.env['WAYPOST_ENGINE_NODE']): DesktopEngine {
  if (!node) return forkUtility(entry, host);
  const child = forkEngine({ host, entry, node });
  return {
    ready: child.ready,
    exited: child.exited,
    stop: () => child.stop(),
    connect: (port) => {
      join(portLink(port), child.connect());
    },
  };
}
