import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { _electron, chromium, type Browser, type Page } from 'playwright-core';
import { z } from 'zod';
import { startWebHost } from '../../src/main/web/host.js';
import { ensureChromium } from '../../test/e2e/support/setup/chromium.js';
import { ensureDisplay } from '../../test/e2e/support/setup/display.js';
import { ensureElectron, type ElectronRuntime } from '../../test/e2e/support/setup/electron.js';
import { root } from '../../test/e2e/support/setup/run.js';
import { median } from './measure.js';
import { faster, type Row } from './report.js';

/** When a page was first painted and when it could be used, in ms after `origin`, the start of its navigation in epoch ms. */
const timesSchema = z.object({ origin: z.number(), paint: z.number(), interactive: z.number() });
type Times = z.infer<typeof timesSchema>;

const BARE_PAGE = '<!doctype html><title>Bare</title><main><h1>Bare</h1><button>Press</button></main>';

/**
 * Runs in the page. It can be used when a button of its content can be pressed and the page has come to rest behind it; the paint is
 * the first that shows content.
 */
async function timesOf(page: Page): Promise<Times> {
  await page.waitForFunction(() => document.querySelector('main button:not([disabled])') !== null, undefined, { polling: 'raf' });
  const times = await page.evaluate(async () => {
    await new Promise<void>((resolve) => requestIdleCallback(() => resolve()));
    const interactive = performance.now();
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return { origin: performance.timeOrigin, paint: paint?.startTime ?? interactive, interactive };
  });
  return timesSchema.parse(times);
}

/** Each visit has a profile of its own, so nothing is cached. */
async function visit(browser: Browser, url: string): Promise<Times> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await timesOf(page);
  } finally {
    await context.close();
  }
}

async function serveBarePage() {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(BARE_PAGE));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bare page has no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

/** First paint and time to interactive of the start screen in a browser, against a page with nothing but a button. */
export async function browserWindow(rounds: number): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
  const bare = await serveBarePage();
  const host = await startWebHost({ port: 0, root, dataFolder: data });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    await visit(browser, bare.url);
    await visit(browser, host.url);
    const times = { bare: [] as Times[], ours: [] as Times[] };
    for (let round = 0; round < rounds; round += 1) {
      times.bare.push(await visit(browser, bare.url));
      times.ours.push(await visit(browser, host.url));
    }
    const of = (who: readonly Times[], what: keyof Times) => median(who.map((each) => each[what]));
    const against = 'a page with one button';
    return [
      faster('The window, in a browser', 'first paint', of(times.ours, 'paint'), of(times.bare, 'paint'), against),
      faster(
        'The window, in a browser',
        'time to interactive',
        of(times.ours, 'interactive'),
        of(times.bare, 'interactive'),
        against,
      ),
    ];
  } finally {
    await browser.close();
    await host.close();
    bare.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** An Electron application with one window and one button. */
const BARE_MAIN = `
const { app, BrowserWindow } = require('electron');
let window;
app.whenReady().then(() => {
  window = new BrowserWindow({ width: 1280, height: 800 });
  window.loadURL('data:text/html,' + encodeURIComponent(${JSON.stringify(BARE_PAGE)}));
});
`;

/** Starts an application and waits until its window can be used. @returns ms from the start of the program */
async function launch(electron: ElectronRuntime, folder: string, data: string, display: string | undefined) {
  const started = Date.now();
  const app = await _electron.launch({
    executablePath: electron.executable,
    args: [folder, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: {
      ...stringsOnly(process.env),
      WAYPOST_DATA: data,
      ...(display !== undefined && { DISPLAY: display }),
      // The stand-in is too old for the engine's native packages, so the engine runs beside it.
      ...(!electron.official && { WAYPOST_ENGINE_NODE: process.execPath }),
    },
  });
  try {
    const { origin, paint, interactive } = await timesOf(await app.firstWindow());
    return { origin, paint: origin - started + paint, interactive: origin - started + interactive };
  } finally {
    await app.close();
  }
}

function stringsOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** First paint and time to interactive of the desktop window, from the start of the program, against a bare Electron window. */
export async function desktopWindow(rounds: number): Promise<Row[]> {
  const electron = await ensureElectron();
  const display = await ensureDisplay();
  const work = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
  const bare = join(work, 'bare');
  mkdirSync(bare);
  writeFileSync(join(bare, 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' }));
  writeFileSync(join(bare, 'main.cjs'), BARE_MAIN);
  try {
    const start = (folder: string) => launch(electron, folder, join(work, 'data'), display.name);
    await start(bare);
    await start(root);
    const times = { bare: [] as Times[], ours: [] as Times[] };
    for (let round = 0; round < rounds; round += 1) {
      times.bare.push(await start(bare));
      times.ours.push(await start(root));
    }
    const of = (who: readonly Times[], what: keyof Times) => median(who.map((each) => each[what]));
    const group = `The window, in Electron ${electron.version}, from the start of the program`;
    const against = 'a window with one button';
    return [
      faster(group, 'first paint', of(times.ours, 'paint'), of(times.bare, 'paint'), against),
      faster(group, 'time to interactive', of(times.ours, 'interactive'), of(times.bare, 'interactive'), against),
    ];
  } finally {
    display.stop();
    rmSync(work, { recursive: true, force: true });
  }
}
