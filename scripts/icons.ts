/**
 * Draws the app's icon files from `resources/icons/icon.svg`: a PNG of 1024 pixels, and an ICO that holds seven sizes as PNGs.
 *
 *   node --import ./scripts/typescript.mjs scripts/icons.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { ensureChromium } from '../test/e2e/support/setup/chromium.js';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../resources/icons');
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const ICO_HEADER = 6;
const ICO_ENTRY = 16;

async function draw(browser: Browser, svg: string, size: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>* { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

/** An ICO file of square PNGs: a directory of 16 bytes each, then the pictures. */
function ico(pictures: readonly { size: number; png: Buffer }[]): Buffer {
  const directory = Buffer.alloc(ICO_HEADER + ICO_ENTRY * pictures.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  let offset = directory.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = ICO_HEADER + ICO_ENTRY * index;
    // 256 is written as 0: the field is a byte.
    directory.writeUInt8(size % 256, entry);
    directory.writeUInt8(size % 256, entry + 1);
    directory.writeUInt16LE(1, entry + 4);
    directory.writeUInt16LE(32, entry + 6);
    directory.writeUInt32LE(png.length, entry + 8);
    directory.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([directory, ...pictures.map(({ png }) => png)]);
}

const svg = readFileSync(join(FOLDER, 'icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
const pictures = [];
for (const size of ICO_SIZES) pictures.push({ size, png: await draw(browser, svg, size) });
writeFileSync(join(FOLDER, 'icon.png'), await draw(browser, svg, 1024));
writeFileSync(join(FOLDER, 'icon.ico'), ico(pictures));
await browser.close();
