/** Builds everything into `dist/`, from nothing. `npm run build`. */
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build, mergeConfig } from 'vite';
import { desktopConfig, nodeConfig, nodeEntries, rendererConfig } from './configs.js';

const entries = Object.fromEntries(Object.entries(nodeEntries).filter(([, path]) => existsSync(path)));

const parts = [
  ['engine, command line, web host', mergeConfig(nodeConfig, { build: { rolldownOptions: { input: entries } } })],
  ['desktop host', desktopConfig('main')],
  ['preload script', desktopConfig('preload')],
  ['page', rendererConfig],
] as const;

rmSync(resolve(import.meta.dirname, '../../dist'), { recursive: true, force: true });
for (const [name, config] of parts) {
  const start = performance.now();
  await build(config);
  console.error(`  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
