import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Link } from '../engine/process/channels.js';
import { forkEngine } from '../engine/process/child.js';
import { appVersion, defaultDataFolder } from '../engine/process/locations.js';
import { supervise } from '../engine/process/supervisor.js';
import { startWebServer, type WebServer, type WebServerOptions } from './server.js';
import { createUploads } from './uploads.js';

export interface WebHostOptions extends Partial<Pick<WebServerOptions, 'pages' | 'policy' | 'token'>> {
  port: number;
  /** The folder that holds `dist/` and `resources/`. */
  root: string;
  dataFolder?: string;
  /** Another program for the engine than the built one: its file and what Node needs to run it. */
  engine?: { entry: string; execArgv: readonly string[] };
  /** Hears of an engine that ended unasked. */
  onLoss?: (reason: string, restarted: boolean) => void;
}

export interface WebHost extends WebServer {
  restartEngine: () => Promise<void>;
  /** A channel to the engine for the host's own calls; `undefined` while there is no engine. */
  connect: () => Link | undefined;
}

/** Where the built web host finds the rest: `dist/web/` lies two folders below. */
export function builtRoot(moduleUrl: string): string {
  return resolve(fileURLToPath(new URL('../..', moduleUrl)));
}

/**
 * Starts the engine in a process of its own and serves the interface to browsers on this machine.
 * @throws Error with a sentence for the person when the engine can't start or the port is taken
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const dataFolder = resolve(options.dataFolder ?? defaultDataFolder());
  const uploads = await createUploads(join(dataFolder, 'uploads'));
  const host = { kind: 'web', version: appVersion(), dataFolder, resourcesFolder: join(options.root, 'resources') } as const;
  const program = options.engine ?? { entry: join(options.root, 'dist', 'engine', 'main.js'), execArgv: [] };
  const engine = supervise(() => forkEngine({ host, node: process.execPath, ...program }));
  const connect = () => engine.current()?.connect();
  engine.onLoss((loss) => options.onLoss?.(loss.reason, loss.restarted));
  try {
    await engine.current()?.ready;
    const server = await startWebServer({
      ...options,
      pagesFolder: join(options.root, 'dist', 'renderer'),
      uploads,
      connect,
    });
    process.once('exit', uploads.clear);
    return {
      ...server,
      restartEngine: engine.restart,
      connect,
      close: async () => {
        await server.close();
        await engine.stop();
        uploads.clear();
      },
    };
  } catch (error) {
    await engine.stop();
    uploads.clear();
    throw error;
  }
}
