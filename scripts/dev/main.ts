/**
 * `npm run dev`: the interface from its sources with hot reload, the engine from its sources, started again whenever they
 * change, and a sample project open.
 */
import { watch } from 'node:fs';
import type { RequestListener } from 'node:http';
import { resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { createServer, mergeConfig } from 'vite';
import { rendererConfig } from '../build/configs.js';
import { startWebHost, type WebHost } from '../../src/main/web/host.js';
import { projectSchema } from '../../src/shared/contract/projects.js';
import { responseSchema, type Request } from '../../src/shared/contract/wire.js';

const root = resolve(import.meta.dirname, '../..');
const USUAL_PORT = 7424;
/** Editors write a file in several steps. */
const SETTLE_MS = 150;

/** As strict as hot reload allows: it brings inline scripts and a socket of its own. */
const DEVELOPMENT_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws:",
  "object-src 'none'",
].join('; ');

async function main(): Promise<void> {
  const pages: { listener?: RequestListener } = {};
  const host = await startWebHost({
    root,
    port: Number(process.env['PORT'] ?? USUAL_PORT),
    engine: {
      entry: resolve(root, 'src/main/engine/process/main.ts'),
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--experimental-transform-types',
        '--import',
        pathToFileURL(resolve(root, 'scripts/typescript.mjs')).href,
      ],
    },
    policy: DEVELOPMENT_POLICY,
    pages: (request, response) => pages.listener?.(request, response),
    onLoss: (reason, restarted) => {
      console.error(
        `The engine ended (${reason})${restarted ? ' and was started again' : '; it starts again at the next change'}.`,
      );
    },
  });
  const vite = await createServer(
    mergeConfig(rendererConfig(resolve(root, 'dist')), {
      base: '/',
      logLevel: 'info',
      server: { middlewareMode: true, hmr: { server: host.http }, fs: { allow: [root] } },
    }),
  );
  pages.listener = vite.middlewares;
  restartOnChange(host);
  const address = new URL(host.url);
  console.log('Opening the demo shop …');
  address.hash = `/p/${encodeURIComponent(await openSample(host))}/journeys`;
  console.log(`Waypost is at ${address.href}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void Promise.allSettled([vite.close(), host.close()]).then(() => process.exit(0));
    });
  }
}

/** Starts the engine again after a change of its sources; open pages connect to it by themselves. */
function restartOnChange(host: WebHost): void {
  let timer: NodeJS.Timeout | undefined;
  const changed = (_event: string, name: string | null): void => {
    if (!name?.endsWith('.ts') || name.endsWith('.test.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      console.log(`${name} changed; the engine starts again.`);
      host.restartEngine().catch((error: unknown) => {
        console.error('The engine could not be started again:', error);
      });
    }, SETTLE_MS);
  };
  for (const folder of ['src/main/engine', 'src/main/store', 'src/shared'])
    watch(resolve(root, folder), { recursive: true }, changed);
}

/** Opens the person's copy of the demo shop. @returns its folder */
function openSample(host: WebHost): Promise<string> {
  const link = host.connect();
  if (!link) throw new Error('The engine is not running');
  return new Promise((done, fail) => {
    link.onMessage((message) => {
      const response = responseSchema.parse(message);
      if (response.kind === 'error') fail(new Error(response.error.message));
      if (response.kind !== 'result') return;
      link.close();
      done(projectSchema.parse(response.output).project);
    });
    link.send({ kind: 'call', id: 0, procedure: 'projects.openSample', input: { sample: 'demo-shop' } } satisfies Request);
  });
}

await main();
