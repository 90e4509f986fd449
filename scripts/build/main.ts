/** Builds everything into `dist/`, from nothing. `npm run build`. */
import { existsSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { build, mergeConfig } from 'vite';
import { desktopConfig, nodeConfig, nodeEntries, rendererConfig } from './configs.js';
import { dist } from '../setup/paths.mjs';

const entries = Object.fromEntries(Object.entries(nodeEntries).filter(([, path]) => existsSync(path)));

const parts = [
  ['page', rendererConfig],
  ['engine, command line, web host', mergeConfig(nodeConfig, { build: { rolldownOptions: { input: entries } } })],
  ['desktop host', desktopConfig('main')],
  ['preload script', desktopConfig('preload')],
] as const;

rmSync(dist, { recursive: true, force: true });
for (const [name, config] of parts) {
  const start = performance.now();
  await build(config);
  console.error(`  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
