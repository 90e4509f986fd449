/** Builds everything into `dist/`. What was there stays until all of it is built. `npm run build`. */
import { renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { build } from 'vite';
import { desktopConfig, nodeConfig, rendererConfig } from './configs.js';

// Whoever builds: under a test runner React would be built for development, far slower than what ships.
process.env['NODE_ENV'] = 'production';

const dist = resolve(import.meta.dirname, '../../dist');
const out = `${dist}.new`;

const parts = [
  ['engine, command line, web host', nodeConfig(out)],
  ['desktop host', desktopConfig(out, 'main')],
  ['preload script', desktopConfig(out, 'preload')],
  ['page', rendererConfig(out)],
] as const;

rmSync(out, { recursive: true, force: true });
for (const [name, config] of parts) {
  const start = performance.now();
  await build(config);
  console.error(`  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
rmSync(dist, { recursive: true, force: true });
renameSync(out, dist);
