/** The canvas with a thousand steps against bare React Flow with a thousand default nodes, in the same run of the same Chromium. */
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { once } from 'node:events';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { z } from 'zod';
import { startWebHost } from '../../src/main/web/host.js';
import { MIN_ZOOM } from '../../src/renderer/canvas/geometry.js';
import { journeyToJson } from '../../src/shared/journey/export/json.js';
import { ensureChromium } from '../../test/e2e/support/setup/chromium.js';
import { root } from '../../test/e2e/support/setup/run.js';
import { manySteps } from './many-steps.js';
import { median } from './measure.js';
import { faster, type Row } from './report.js';

const STEPS = 1000;
const VIEWPORT = { width: 1440, height: 900 };
const MOVING_MS = 1500;
const REST_MS = 3000;
/** Nothing may stand still for longer while zooming out. */
const LONGEST_PAUSE_MS = 200;
/** What appears later than this after its key feels late. */
const LAG_MS = 100;

/** React Flow as it comes, with as many default nodes at the same places, seen from as far. */
const BARE = `
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
window.show = ({ nodes, edges, width, height }) => {
  const place = document.getElementById('flow');
  place.style.cssText = 'width:' + width + 'px;height:' + height + 'px';
  createRoot(place).render(createElement(ReactFlow, { defaultNodes: nodes, defaultEdges: edges, fitView: true, minZoom: ${MIN_ZOOM}, maxZoom: 2 }));
};`;

async function buildBare(folder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      {
        name: 'bare-canvas',
        resolveId: (id) => (id === 'bare-canvas' ? join(root, 'bare-canvas.js') : undefined),
        load: (id) => (id === join(root, 'bare-canvas.js') ? BARE : undefined),
      },
    ],
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: 'bare-canvas', output: { entryFileNames: 'bare.js', assetFileNames: 'bare[extname]' } },
    },
  });
  const page = '<!doctype html><title>Bare</title><link rel="stylesheet" href="bare.css"><div id="flow"></div>';
  writeFileSync(join(folder, 'index.html'), `${page}<script type="module" src="bare.js"></script>`);
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

async function serve(folder: string) {
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    if (!/^(index\.html|bare\.(js|css))$/.test(name)) return void response.writeHead(404).end();
    response.setHeader('content-type', TYPES[extname(name)] ?? 'text/plain').end(readFileSync(join(folder, name)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bare page has no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

/** Waits until all steps and connections are drawn and have been painted. @returns the time of the page then */
async function untilDrawn(page: Page, edges: number): Promise<number> {
  await page.waitForFunction(
    ({ nodes, lines }) =>
      document.querySelectorAll('.react-flow__node').length >= nodes &&
      document.querySelectorAll('.react-flow__edge').length >= lines,
    { nodes: STEPS, lines: edges },
    { polling: 'raf', timeout: 60_000 },
  );
  return z
    .number()
    .parse(await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))));
}

/** Notes the time between frames while something is done. @returns the gaps in ms */
async function framesDuring(page: Page, action: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    let last: number | undefined;
    let on = true;
    const tick = (now: number) => {
      if (last !== undefined) gaps.push(now - last);
      last = now;
      if (on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, {
      stopFrames: () => {
        on = false;
        return gaps;
      },
    });
  });
  await action();
  return z.array(z.number()).parse(await page.evaluate('stopFrames()'));
}

async function middle(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('.react-flow').boundingBox();
  if (!box) throw new Error('There is no canvas');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Turns the wheel over the middle of the canvas; down zooms out. */
async function wheel(page: Page, delta: number, times: number): Promise<void> {
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  for (let turn = 0; turn < times; turn += 1) await page.mouse.wheel(0, delta);
}

/** Drags the ground about. @returns milliseconds per frame */
async function panning(page: Page): Promise<number> {
  // With the space bar held down the whole journey moves, wherever it is taken hold of.
  const { x, y } = await middle(page);
  await page.keyboard.down('Space');
  await page.mouse.move(x, y);
  await page.mouse.down();
  const gaps = await framesDuring(page, async () => {
    const end = performance.now() + MOVING_MS;
    for (let turn = 0; performance.now() < end; turn += 1) {
      await page.mouse.move(x + 160 * Math.sin(turn / 8), y + 100 * Math.cos(turn / 8));
    }
  });
  await page.mouse.up();
  await page.keyboard.up('Space');
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

interface Movement {
  panFar: number;
  panNear: number;
  zoomPause: number;
}

async function movement(page: Page): Promise<Movement> {
  // What opening has set in motion comes to rest first.
  await page.waitForTimeout(REST_MS);
  const panFar = await panning(page);
  await wheel(page, -300, 6);
  const panNear = await panning(page);
  const gaps = await framesDuring(page, () => wheel(page, 100, 30));
  return { panFar, panNear, zoomPause: Math.max(...gaps) };
}

/** Types into the name of a step. @returns ms from each key to the frame behind what it drew */
async function typing(page: Page): Promise<number[]> {
  await page.locator('.react-flow__node').first().dispatchEvent('click');
  const field = page.getByRole('textbox', { name: 'Name of the step' });
  await field.waitFor();
  await field.focus();
  await page.evaluate(() => {
    const lags: number[] = [];
    addEventListener(
      'keydown',
      () => {
        const pressed = performance.now();
        requestAnimationFrame(() => setTimeout(() => lags.push(performance.now() - pressed)));
      },
      { capture: true },
    );
    Object.assign(window, { lags });
  });
  await page.keyboard.type('a name of some thirty letters', { delay: 60 });
  return z.array(z.number()).parse(await page.evaluate('lags'));
}

interface Drawn extends Movement {
  opening: number;
}

async function measureBare(page: Page, url: string, size: { width: number; height: number }): Promise<Drawn> {
  const { nodes, edges } = manySteps(STEPS);
  await page.goto(url);
  await page.waitForFunction('window.show !== undefined');
  const flow = {
    ...size,
    nodes: nodes.map(({ id, position }) => ({ id, position, data: { label: `Step ${id}` } })),
    edges: edges.map(({ id, source, target }) => ({ id, source, target })),
  };
  const started = await page.evaluate(`{ const now = performance.now(); window.show(${JSON.stringify(flow)}); now; }`);
  const start = z.number().parse(started);
  const opening = (await untilDrawn(page, edges.length)) - start;
  return { opening, ...(await movement(page)) };
}

/** Makes a project with the large journey in it, by the window's own means, and stays on the list of journeys. */
async function prepare(page: Page, url: string, file: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Open Demo shop' }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Import from file' }).click(),
  ]);
  await chooser.setFiles(file);
  await untilDrawn(page, 1);
  await page.getByRole('link', { name: 'Journeys', exact: true }).click();
}

async function measureOurs(page: Page): Promise<Drawn & { lags: number[]; size: { width: number; height: number } }> {
  const link = page.getByRole('link', { name: manySteps(1).name });
  await link.waitFor();
  // What the journey before set in motion (checks, runs) comes to rest.
  await page.waitForTimeout(REST_MS);
  const { edges } = manySteps(STEPS);
  const start = z.number().parse(
    await link.evaluate((element) => {
      const now = performance.now();
      if (element instanceof HTMLElement) element.click();
      return now;
    }),
  );
  const opening = (await untilDrawn(page, edges.length)) - start;
  const box = await page.locator('.react-flow').boundingBox();
  if (!box) throw new Error('There is no canvas');
  const moved = await movement(page);
  const lags = await typing(page);
  await page.getByRole('link', { name: 'Journeys', exact: true }).click();
  return { opening, ...moved, lags, size: { width: Math.round(box.width), height: Math.round(box.height) } };
}

/** Opening, panning, zooming out and typing with a thousand steps. */
export async function canvas(rounds: number): Promise<Row[]> {
  const work = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
  const bareFolder = join(work, 'bare');
  const file = join(work, 'large.json');
  mkdirSync(bareFolder);
  writeFileSync(file, journeyToJson(manySteps(STEPS)));
  await buildBare(bareFolder);
  const bare = await serve(bareFolder);
  const host = await startWebHost({ port: 0, root, dataFolder: join(work, 'data') });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const [ourPage, barePage] = [await browser.newPage({ viewport: VIEWPORT }), await browser.newPage({ viewport: VIEWPORT })];
    await ourPage.bringToFront();
    await prepare(ourPage, host.url, file);
    const ours: (Drawn & { lags: number[] })[] = [];
    const theirs: Drawn[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await ourPage.bringToFront();
      const measured = await measureOurs(ourPage);
      ours.push(measured);
      await barePage.bringToFront();
      theirs.push(await measureBare(barePage, bare.url, measured.size));
    }
    return rowsOf(ours, theirs);
  } finally {
    await browser.close();
    await host.close();
    bare.close();
    rmSync(work, { recursive: true, force: true });
  }
}

function rowsOf(ours: readonly (Drawn & { lags: number[] })[], theirs: readonly Drawn[]): Row[] {
  const group = `The canvas, in a browser, with ${STEPS} steps`;
  const against = 'bare React Flow, as many default nodes';
  const of = (who: readonly Drawn[], what: keyof Drawn) => median(who.map((each) => each[what]));
  const compare = (words: string, what: keyof Drawn, aim: number) =>
    faster(group, words, of(ours, what), of(theirs, what), against, aim);
  const longest = median(ours.map(({ lags }) => Math.max(...lags)));
  return [
    compare('opening it', 'opening', 0.5),
    compare('panning, all of it in sight, a frame', 'panFar', 0.8),
    compare('panning, at a size to read, a frame', 'panNear', 0.8),
    compare('longest pause while zooming out', 'zoomPause', 0),
    faster(group, 'longest pause while zooming out', of(ours, 'zoomPause'), LONGEST_PAUSE_MS, 'the bound', 1),
    faster(group, 'typing a name: the longest from key to frame', longest, LAG_MS, 'the bound', 1),
  ];
}
