/**
 * `npm start [PROJECT]`: opens Waypost in its window, where there is a display and an Electron that runs; else serves the
 * same interface on 127.0.0.1 and says why.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './setup/electron.mjs';
import { dist, projectNode, root } from './setup/paths.mjs';
import { isOrphan, run, toolEnvironment } from './setup/run.mjs';

/** An Electron that ends with a fault this soon could not open a window. */
const QUICK_FAILURE_MS = 15_000;

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (stopping = true));

function displayProblem() {
  if (process.env['WAYPOST_HOST'] === 'web') return 'WAYPOST_HOST asks for the browser';
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display';
  if (process.platform !== 'linux' && process.env['SSH_CONNECTION']) return 'this is a remote session';
  return undefined;
}

/** @returns why there is no window, or `undefined` after it was closed */
async function openWindow(projects) {
  const problem = displayProblem();
  if (problem) return problem;
  const electron = await findElectron();
  if (electron.problem) return electron.problem;
  const extra = {};
  if (electron.major !== wantedMajor()) {
    console.error(`This is Electron ${electron.version}, not the one that Waypost is made for; its engine runs under Node.`);
    extra.WAYPOST_ENGINE_NODE = projectNode();
  }
  const switches = [];
  if (process.platform === 'linux' && process.getuid() === 0) {
    console.error('Chromium has no sandbox when root starts it. Start Waypost as an ordinary user to have it.');
    switches.push('--no-sandbox');
  }
  const start = Date.now();
  const code = await run(electron.executable, [...switches, root, ...projects], { env: toolEnvironment(extra) });
  if (code !== 0 && !stopping && !isOrphan() && Date.now() - start < QUICK_FAILURE_MS)
    return `Electron could not open its window (exit code ${code})`;
  process.exitCode = code;
  return undefined;
}

function wantedMajor() {
  return JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version.split('.')[0];
}

const args = process.argv.slice(2);
const problem = await openWindow(args.filter((argument) => !argument.startsWith('-')));
if (problem) {
  console.log(`Serving Waypost to the browser, because ${problem}.`);
  process.exitCode = await run(projectNode(), [join(dist, 'web', 'main.js'), ...args]);
}
