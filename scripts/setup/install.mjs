/** Installing the packages of the lock file. Only Node's own modules. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, projectNode, root } from './paths.mjs';
import { npm } from './run.mjs';

const stamp = join(modules, '.waypost-install');

/** Installs what the lock file names, unless just that is installed already. */
export async function ensureInstalled() {
  if (!isInstalled()) {
    console.error('Installing packages (npm ci) …');
    const code = await npm(['ci', '--no-audit', '--no-fund']);
    if (code !== 0) throw new Error(`npm ci failed (exit code ${code}). Check the network connection and run the command again.`);
  }
  if (!projectNode()) {
    // Where npm is told not to run install scripts, the package that brings Node 24 has not unpacked it yet.
    console.error('Fetching Node 24 for the project …');
    await npm(['rebuild', 'node', '--ignore-scripts=false']);
  }
  if (!projectNode()) {
    throw new Error(
      'The package “node”, which brings Node 24, has no binary for this machine. Install Node 24 and run the command with it.',
    );
  }
  writeFileSync(stamp, lockHash());
}

function isInstalled() {
  if (!existsSync(modules)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockHash();
  return matchesHiddenLock();
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Whether an `npm install` by hand has put just the lock file's packages there. */
function matchesHiddenLock() {
  const hidden = join(modules, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const have = packagesOf(hidden);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || (have[path] ? have[path].version === wanted.version : wanted.optional === true),
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
