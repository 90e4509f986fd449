/** Finding the Electron to open the window with. Only Node's own modules. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, projectNode } from './paths.mjs';
import { capture, toolEnvironment } from './run.mjs';

const folder = join(modules, 'electron');
/** A download of some 120 MB; whoever has no patience for it has Ctrl-C and WAYPOST_HOST=web. */
const DOWNLOAD_MS = 600_000;

/**
 * The Electron in `ELECTRON_OVERRIDE_DIST_PATH`, else the official one, downloaded at first use.
 * @returns {Promise<{ executable: string, version: string, major: string } | { problem: string }>}
 */
export async function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return probe(join(override, process.platform === 'win32' ? 'electron.exe' : 'electron'));
  if (!installedPath()) {
    console.error('Downloading Electron (once) …');
    const { code, output } = await capture(projectNode(), [join(folder, 'install.js')], { timeout: DOWNLOAD_MS });
    if (code !== 0) return { problem: `Electron could not be downloaded (${output.split('\n')[0] || `exit code ${code}`})` };
  }
  const executable = installedPath();
  return executable ? probe(executable) : { problem: 'Electron has no program for this machine' };
}

function installedPath() {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const executable = join(folder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(executable) ? executable : undefined;
}

/** Runs it as a mere Node, which needs no display, to see whether it runs at all. */
async function probe(executable) {
  const env = toolEnvironment({ ELECTRON_RUN_AS_NODE: '1' });
  const { code, output } = await capture(executable, ['-p', 'process.versions.electron'], { env });
  if (code !== 0) return { problem: `Electron does not run here (${output.split('\n')[0] || `exit code ${code}`})` };
  return { executable, version: output, major: output.split('.')[0] };
}
