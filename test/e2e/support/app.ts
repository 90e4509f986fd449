import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { startDesktopApp } from './desktop.js';
import { closeBrowserOfFile, startBrowserApp } from './web.js';

export type HostKind = 'web' | 'desktop';

export interface AppOptions {
  /** The host to test; by default the one of the test run. */
  host?: HostKind;
  /** A data folder to start on, kept at the end. By default a fresh one that is deleted. */
  dataFolder?: string;
  /** What follows `#` in the address: `/p/<encoded project folder>/journeys`. */
  place?: string;
  /** Size of the window's content. */
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
}

/** A running Waypost and the page that shows it. */
export interface App {
  readonly host: HostKind;
  readonly page: Page;
  readonly dataFolder: string;
  /** What the page complained about: uncaught errors and errors on its console. Empty it if they are wanted. */
  readonly complaints: string[];
  /** Ends the host as a power cut would (SIGKILL). */
  kill: () => Promise<void>;
  /** Ends the host as the person would. */
  close: () => Promise<void>;
}

/** What each kind of host starts with. */
export interface StartOptions extends AppOptions {
  dataFolder: string;
  viewport: { width: number; height: number };
}

afterAll(closeBrowserOfFile);

/** Starts Waypost. The caller closes it; `useApp` does so by itself. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const ownFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'waypost-test-')));
  const start: StartOptions = { viewport: { width: 1360, height: 860 }, ...options, dataFolder: ownFolder };
  const app = (options.host ?? hostOfRun()) === 'desktop' ? await startDesktopApp(start) : await startBrowserApp(start);
  return {
    ...app,
    close: async () => {
      await app.close();
      if (options.dataFolder === undefined) await rm(ownFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The host that this test run is about: `web` or `desktop` (the vitest project). */
export function hostOfRun(): HostKind {
  return process.env['WAYPOST_TEST_HOST'] === 'desktop' ? 'desktop' : 'web';
}

/**
 * Starts Waypost before each test of the file and closes it after; a test fails when the page complained. Use it as
 * `const app = useApp();` at the top, and `app().page` inside tests.
 */
export function useApp(options: AppOptions = {}): () => App {
  let app: App | undefined;
  beforeEach(async () => {
    app = await startApp(options);
  });
  afterEach(async () => {
    const ended = app;
    app = undefined;
    await ended?.close();
    expect(ended?.complaints, 'the page should have nothing to complain about').toEqual([]);
  });
  return () => {
    if (!app) throw new Error('The application runs only inside a test');
    return app;
  };
}
