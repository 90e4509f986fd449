/** The web host as a whole: the page it serves, and what becomes of it when the engine or the host goes away. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProject, startBrowser, startWebHostProcess, type WebHostProcess } from './support/index.js';

let folder = '';
let host: WebHostProcess;
let browser: Browser;
let page: Page;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-web-'));
  host = await startWebHostProcess(folder);
  browser = await startBrowser();
  page = await browser.newPage();
  await page.goto(host.url);
});
afterEach(async () => {
  await browser.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

/** The processes that a process has started. */
function childrenOf(pid: number | undefined): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child ?? 0);
}

describe('the page in a browser', () => {
  it('opens at the printed address and keeps the token to itself', async () => {
    await page.getByRole('button', { name: /open/i }).first().waitFor();
    expect(page.url()).toBe(`${host.origin}/`);
    expect(await page.title()).toContain('Waypost');
    await page.reload();
    await page.getByRole('button', { name: /open/i }).first().waitFor();
  });

  it('goes on after the engine has crashed', async () => {
    await page.getByRole('button', { name: /open/i }).first().waitFor();
    const [engine] = childrenOf(host.process.pid);
    if (engine === undefined) throw new Error('The host has no engine process');
    process.kill(engine, 'SIGKILL');
    await expect.poll(() => host.output()).toContain('was started again');
    await page.getByText('The engine was started again').waitFor();
    await createProject(page, 'After the crash', folder);
    expect(existsSync(join(folder, 'After the crash.waypost'))).toBe(true);
    expect(childrenOf(host.process.pid)).not.toContain(engine);
  });

  it('says so when the host has ended', async () => {
    await page.getByRole('button', { name: /open/i }).first().waitFor();
    await host.kill();
    await page.getByText(/can’t be reached/).waitFor({ timeout: 60_000 });
  });
});

describe('the host', () => {
  it('takes its engine with it, however it ends', async () => {
    const [engine] = childrenOf(host.process.pid);
    await host.kill();
    await expect.poll(() => isAlive(engine), { timeout: 20_000 }).toBe(false);
  });

  it('ends well when it is stopped', async () => {
    await host.close();
    expect(host.process.exitCode).toBe(0);
  });
});

function isAlive(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? 0, 0);
    return true;
  } catch {
    return false;
  }
}
