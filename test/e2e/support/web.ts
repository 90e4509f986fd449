import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { App, StartOptions } from './app.js';
import { root } from './setup/run.js';

/** A web host of its own process, without any page. */
export interface WebHostProcess {
  /** The address with the token of this launch. */
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  readonly process: ChildProcess;
  /** What it has printed so far, both streams. */
  readonly output: () => string;
  kill: () => Promise<void>;
  close: () => Promise<void>;
}

/** Starts `dist/web/main.js` on a free port. */
export async function startWebHostProcess(dataFolder: string): Promise<WebHostProcess> {
  const child = spawn(process.execPath, [join(root, 'dist', 'web', 'main.js'), '--port', '0'], {
    env: { ...process.env, WAYPOST_DATA: dataFolder },
    // With the pipe to it, a host does not outlive a test run that is cut off.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /http:\/\/\S+/.exec(output)?.[0];
      if (address) resolve(address);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('exit', () => {
      reject(new Error(`The web host did not start: ${output}`));
    });
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  const { origin, searchParams } = new URL(url);
  return {
    url,
    origin,
    token: searchParams.get('token') ?? '',
    process: child,
    output: () => output,
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
  };
}

/** Starts a Chromium. Tests of a whole file may share it. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env['WAYPOST_TEST_CHROMIUM'];
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--disable-gpu', '--force-color-profile=srgb'],
  });
}

/** The Chromium of this test file: each application gets a context of its own in it, which shares nothing with the others. */
let browserOfFile: Promise<Browser> | undefined;

/** Ends the Chromium of this test file, if there is one. */
export async function closeBrowserOfFile(): Promise<void> {
  const browser = await browserOfFile;
  browserOfFile = undefined;
  await browser?.close();
}

async function newContext(options: StartOptions): Promise<BrowserContext> {
  const browser = await (browserOfFile ??= startBrowser());
  return browser.newContext({ viewport: options.viewport, colorScheme: options.colorScheme ?? 'light', locale: 'en-GB' });
}

export async function startBrowserApp(options: StartOptions): Promise<App> {
  const host = await startWebHostProcess(options.dataFolder);
  const context = await newContext(options);
  const page = await context.newPage();
  const complaints = collectComplaints(page);
  await page.goto(options.place === undefined ? host.url : `${host.url}#${options.place}`);
  return {
    host: 'web',
    page,
    dataFolder: options.dataFolder,
    complaints,
    kill: async () => {
      await host.kill();
      await context.close();
    },
    close: async () => {
      await context.close();
      await host.close();
    },
  };
}

/** Notes uncaught errors and what the page writes to its console as an error. */
export function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  return complaints;
}
