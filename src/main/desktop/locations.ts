import { join, resolve } from 'node:path';

/** The folder that holds `dist/` and `resources/`; this file is built to `dist/desktop/`. */
const appRoot = resolve(__dirname, '../..');

/** The same folder as programs outside Electron see it: packed applications keep those files beside the archive. */
const outerRoot = appRoot.replace(/app\.asar(?=$|[\\/])/, 'app.asar.unpacked');

export const pagesFolder = join(appRoot, 'dist', 'renderer');
export const preloadScript = join(appRoot, 'dist', 'desktop', 'preload.cjs');
export const engineEntry = join(outerRoot, 'dist', 'engine', 'main.js');
export const resourcesFolder = join(outerRoot, 'resources');
export const iconFile = join(resourcesFolder, 'icons', 'icon.png');
