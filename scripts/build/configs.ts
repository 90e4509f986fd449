/** What is built from what: a Vite configuration per runtime. `out` is the folder that holds all of them, `dist/`. */
import { builtinModules } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { z } from 'zod';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const source = (path: string) => resolve(root, 'src', path);

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')));

/** Known at build time: the version that hosts show and files record. */
const define = { __WAYPOST_VERSION__: JSON.stringify(version) };

const nodeBuiltins = [...builtinModules, /^node:/];
/** Native packages stay packages; they are the only ones in `dependencies`. */
const nativePackages = [/^better-sqlite3(\/|$)/, /^@duckdb\//];

const common = { configFile: false, root, logLevel: 'warn', define, publicDir: false } satisfies InlineConfig;

/** The page: the same files for the desktop's window and the browser. Chromium 114 is the oldest that shows it. */
export const rendererConfig = (out: string): InlineConfig => ({
  ...common,
  root: source('renderer'),
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome114',
    outDir: resolve(out, 'renderer'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // Nothing inline: the content security policy takes scripts, fonts and pictures from files alone.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
  },
});

/**
 * Engine process, simulation worker, command line and web host for Node 24. Chunks lie beside the engine's entry and its
 * worker, so `new URL('./worker.js', import.meta.url)` names the worker from every bundle that has the engine in it.
 */
export const nodeConfig = (out: string): InlineConfig => ({
  ...common,
  ssr: { noExternal: true, external: [] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: out,
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        'engine/main': source('main/engine/process/main.ts'),
        'engine/worker': source('main/engine/simulations/worker.ts'),
        'cli/main': source('main/cli/main.ts'),
        'web/main': source('main/web/main.ts'),
      },
      external: [...nodeBuiltins, ...nativePackages],
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'engine/[name]-[hash].js' },
    },
  },
});

/** Electron's main process and the page's preload script: each one CommonJS file, no native packages in it. */
export function desktopConfig(out: string, name: 'main' | 'preload'): InlineConfig {
  return {
    ...common,
    ssr: { noExternal: true, external: [] },
    build: {
      ssr: true,
      target: 'node18',
      outDir: resolve(out, 'desktop'),
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { [name]: source(name === 'main' ? 'main/desktop/main.ts' : 'main/preload/preload.ts') },
        external: [...nodeBuiltins, 'electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}
