/** The desktop host as a whole: its window, menu and dialogs, and what becomes of them when something dies. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './support/setup/run.js';
import { createJourney, createProject, startDesktopApp, type DesktopApp } from './support/index.js';

let folder = '';
let app: DesktopApp;

const start = () => startDesktopApp({ dataFolder: folder, viewport: { width: 1200, height: 800 } });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-desktop-'));
  app = await start();
  await app.page.getByRole('button', { name: 'New project' }).waitFor();
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The engine's process, when it runs under a Node of its own. */
function enginePid(): number {
  const main = app.electron.process().pid;
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const row = rows.find((line) => line.trim().split(/\s+/)[1] === String(main) && line.includes('engine'));
  if (!row) throw new Error('The application has no engine process');
  return Number(row.trim().split(/\s+/)[0]);
}

describe('the window', () => {
  it('is the one window, titled Waypost, with a menu', async () => {
    expect(app.electron.windows()).toHaveLength(1);
    expect(await app.page.title()).toContain('Waypost');
    const labels = await app.electron.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.items.map(({ label }) => label.replace('&', '')),
    );
    expect(labels).toEqual(expect.arrayContaining(['File', 'Edit', 'Journey', 'View']));
  });

  it('opens again where it was', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 40, width: 1010, height: 707 });
    });
    await app.close();
    app = await start();
    const bounds = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
    // The test's own start-up sets the size of the content; the place is the window's memory.
    expect(bounds).toMatchObject({ x: 60, y: 40 });
    expect(JSON.parse(await readFile(join(folder, 'window.json'), 'utf8'))).toMatchObject({ width: 1010, height: 707 });
  });

  it('opens where it can be seen when its place is gone or its note is broken', async () => {
    for (const note of ['{"x":-90000,"y":0,"width":1000,"height":700,"maximized":false}', '{ broken', '{"x":"1"}']) {
      await app.close();
      await writeFile(join(folder, 'window.json'), note);
      app = await start();
      const bounds = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
      expect(bounds?.x).toBeGreaterThanOrEqual(0);
    }
  });

  it('comes to the front instead of opening twice', async () => {
    const args = ['--no-sandbox', root];
    const second = spawn(process.env['WAYPOST_TEST_ELECTRON'] ?? '', args, {
      env: { ...process.env, WAYPOST_DATA: folder },
      stdio: 'ignore',
    });
    const [code] = (await once(second, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(app.electron.windows()).toHaveLength(1);
  });
});

describe('the menu', () => {
  it('asks the page, which knows what to do', async () => {
    await app.electron.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById('newProject')?.click();
    });
    await app.page.getByRole('dialog').getByLabel('Name').waitFor();
    await app.page.keyboard.press('Escape');
    await app.electron.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById('settings')?.click();
    });
    await app.page.waitForURL(/#\/settings/);
  });
});

describe('dialogs', () => {
  it('give the page the folder that the person chose, or nothing', async () => {
    const choose = (canceled: boolean) =>
      app.electron.evaluate(
        ({ dialog }, answer) => {
          dialog.showOpenDialog = () => Promise.resolve(answer);
        },
        { canceled, filePaths: canceled ? [] : [folder] },
      );
    await choose(false);
    expect(await app.page.evaluate(() => window.waypost?.chooseFolder())).toBe(folder);
    expect(await app.page.evaluate(() => window.waypost?.chooseProject())).toBe(folder);
    await choose(true);
    expect(await app.page.evaluate(() => window.waypost?.chooseFolder())).toBeUndefined();
  });

  it('save what the page offers where the person says', async () => {
    const path = join(folder, 'cart.json');
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await app.page.evaluate(() =>
      window.waypost?.saveFile({ fileName: 'cart.json', mimeType: 'application/json', content: '{"ä":1}\n' }),
    );
    expect(await readFile(path, 'utf8')).toBe('{"ä":1}\n');
  });

  it('say why something could not be saved', async () => {
    await app.electron.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      },
      join(folder, 'no such folder', 'cart.json'),
    );
    const request = { fileName: 'cart.json', mimeType: 'application/json', content: '{}' };
    const answer = await app.page.evaluate((asked) => window.waypost?.saveFile(asked), request);
    expect(answer).toMatchObject({ saved: false, problem: expect.stringContaining('could not be written') });
  });

  it('tell the path of a file that the person chose, and of no other', async () => {
    const path = join(folder, 'log.csv');
    await writeFile(path, 'userId,event,timestamp\n');
    await app.page.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'chosen';
      document.body.append(input);
    });
    await app.page.setInputFiles('#chosen', path);
    const paths = await app.page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#chosen');
      return [
        window.waypost?.pathOf(input?.files?.[0]),
        window.waypost?.pathOf(new File(['x'], 'made-up.csv')),
        window.waypost?.pathOf('/etc/passwd'),
      ];
    });
    expect(paths).toEqual([path, '', '']);
  });
});

describe('when something dies', () => {
  it('a crashed engine is started again, and the page goes on', async () => {
    await createProject(app.page, 'Before', folder);
    const before = enginePid();
    process.kill(before, 'SIGKILL');
    await createJourney(app.page, 'After the crash');
    expect(enginePid()).not.toBe(before);
  });

  it('the person is asked when the engine does not stay up, and it starts again on their word', async () => {
    await app.electron.evaluate(({ dialog }) => {
      const asked = globalThis as unknown as { asked: string[]; answer: (response: number) => void };
      asked.asked = [];
      dialog.showMessageBox = (...args: unknown[]) => {
        const options = args.at(-1) as Electron.MessageBoxOptions;
        asked.asked.push(options.message);
        return new Promise((resolve) => {
          asked.answer = (response) => {
            resolve({ response, checkboxChecked: false });
          };
        });
      };
    });
    for (let count = 0; count < 3; count++) {
      const pid = enginePid();
      process.kill(pid, 'SIGKILL');
      if (count < 2)
        await expect
          .poll(() => {
            try {
              return enginePid() !== pid;
            } catch {
              return false;
            }
          })
          .toBe(true);
    }
    await expect
      .poll(() => app.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked))
      .toEqual(['Waypost’s engine stopped and does not stay up.']);
    await app.electron.evaluate(() => {
      (globalThis as unknown as { answer: (response: number) => void }).answer(0);
    });
    await expect
      .poll(() => {
        try {
          return enginePid() > 0;
        } catch {
          return false;
        }
      })
      .toBe(true);
    await createProject(app.page, 'Afterwards', folder);
  });

  it('a killed application has lost nothing that was on the screen', async () => {
    await createProject(app.page, 'Kept', folder);
    await createJourney(app.page, 'Win-back');
    const engine = enginePid();
    await app.kill();
    await expect.poll(() => isAlive(engine), { timeout: 20_000 }).toBe(false);
    expect(existsSync(join(folder, 'Kept.waypost'))).toBe(true);
    app = await start();
    await app.page.getByRole('main').getByText('Kept', { exact: true }).first().click();
    await app.page.getByText('Win-back').first().waitFor();
  });

  it('a page that crashed is loaded again', async () => {
    // Playwright takes a crashed page for lost, so Electron itself is asked what shows.
    const text = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) return 'no window';
      const again = new Promise<void>((resolve) => {
        contents.once('did-finish-load', () => {
          resolve();
        });
      });
      contents.forcefullyCrashRenderer();
      await again;
      return String(
        await contents.executeJavaScript(`new Promise((resolve) => {
        const look = () => document.querySelector('main')?.textContent ? resolve(document.querySelector('main').textContent) : setTimeout(look, 50);
        look();
      })`),
      );
    });
    expect(text).toContain('New project');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
