/** Tries the wrong thing in a real Electron window. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './support/setup/run.js';
import { startDesktopApp, type DesktopApp } from './support/index.js';

let folder = '';
let app: DesktopApp;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-desktop-'));
  app = await startDesktopApp({ dataFolder: folder, viewport: { width: 1200, height: 800 } });
  ({ page } = app);
  await page.getByRole('button', { name: 'New project' }).waitFor();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Still the one window, on our own page, working. */
async function expectUnharmed(): Promise<void> {
  await expect.poll(() => page.url()).toMatch(/^app:\/\/waypost\//);
  expect(app.electron.windows()).toHaveLength(1);
  // Not by a locator: Playwright would wait for the end of the navigation that was refused.
  await expect.poll(() => page.evaluate(() => document.querySelector('main')?.textContent)).toContain('New project');
}

describe('the page', () => {
  it('has nothing of Node or Electron but the bridge', async () => {
    const found = await page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'].filter(
        (name) => name in window,
      ),
      bridge: Object.keys(window.waypost ?? {}).sort(),
    }));
    expect(found).toEqual({
      globals: [],
      bridge: ['chooseFolder', 'chooseProject', 'connect', 'onCommand', 'pathOf', 'saveFile', 'savePdf'],
    });
  });

  it('is sandboxed and isolated', async () => {
    const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences: () => Electron.WebPreferences };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag: webviewTag ?? false };
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it.each([
    'https://evil.example/',
    'file:///etc/passwd',
    'app://evil/',
    'data:text/html,<h1>evil',
    'about:blank',
    'javascript:document.body.remove()',
  ])('can’t navigate away to %s', async (target) => {
    await page.evaluate((address) => {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
    await page
      .evaluate((address) => {
        window.location.assign(address);
      }, target)
      .catch(() => undefined);
    await settle();
    await expectUnharmed();
  });

  it('can’t submit a form elsewhere', async () => {
    await page.evaluate(() => {
      const form = document.createElement('form');
      form.action = 'https://evil.example/';
      form.method = 'post';
      document.body.append(form);
      form.submit();
      form.remove();
    });
    await settle();
    await expectUnharmed();
  });

  it('can’t open a window', async () => {
    const opened = await page.evaluate(() =>
      ['https://evil.example/', 'app://waypost/', 'about:blank', 'file:///etc/passwd'].map(
        (address) => window.open(address) === null,
      ),
    );
    expect(opened).toEqual([true, true, true, true]);
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://evil.example/';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
    });
    await settle();
    await expectUnharmed();
  });

  it('gets no permission', async () => {
    const outcome = await page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      ),
      place: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => {
            resolve('granted');
          },
          () => {
            resolve('denied');
          },
        );
      }),
      clipboard: await navigator.clipboard.readText().then(
        () => 'granted',
        () => 'denied',
      ),
    }));
    expect(outcome).toEqual({ notifications: 'denied', camera: 'denied', place: 'denied', clipboard: 'denied' });
  });

  it('runs no script that is not a file of the application, and reaches nobody', async () => {
    const outcome = await page.evaluate(async () => {
      const inline = document.createElement('script');
      inline.textContent = 'window.wasRun = true';
      document.body.append(inline);
      const image = document.createElement('div');
      // eslint-disable-next-line no-restricted-syntax -- the wrong thing, on purpose
      image.innerHTML = '<img src="x" onerror="window.wasRun = true">';
      document.body.append(image);
      const evaluated = await new Promise<string>((resolve) => {
        // Later, because what the test itself runs is exempt from the policy.
        setTimeout(() => {
          try {
            // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the same
            resolve(String(new Function('return 1')()));
          } catch {
            resolve('blocked');
          }
        });
      });
      const attempt = (address: string) =>
        fetch(address).then(
          () => 'reached',
          () => 'blocked',
        );
      return {
        wasRun: 'wasRun' in window,
        evaluated,
        web: await attempt('https://evil.example/'),
        loopback: await attempt('http://127.0.0.1:7423/'),
        file: await attempt('file:///etc/passwd'),
      };
    });
    expect(outcome).toEqual({ wasRun: false, evaluated: 'blocked', web: 'blocked', loopback: 'blocked', file: 'blocked' });
  });

  it('finds no file but those of the interface', async () => {
    const answers = await page.evaluate(async () => {
      const paths = [
        '/%2e%2e/package.json',
        '/..%2f..%2fpackage.json',
        '/assets/%2e%2e/%2e%2e/desktop/main.cjs',
        '/..%5c..%5cpackage.json',
        '/etc/passwd',
      ];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(new Set(answers)).toEqual(new Set([404]));
  });

  it('gets a strict policy with every page', async () => {
    const policy = await page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'));
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
  });

  it('can’t download', async () => {
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['evil']));
      link.download = 'evil.sh';
      link.click();
    });
    await settle();
    expect((await readdir(folder)).filter((name) => name.includes('evil'))).toEqual([]);
    await expectUnharmed();
  });

  it('can’t put a web view or another site into itself', async () => {
    await page.evaluate(() => {
      document.body.append(document.createElement('webview'));
      const frame = document.createElement('iframe');
      frame.src = 'https://evil.example/';
      document.body.append(frame);
    });
    await settle();
    expect(
      page
        .frames()
        .map((frame) => frame.url())
        .filter((address) => address.includes('evil')),
    ).toEqual([]);
    await page.evaluate(() => {
      document.querySelectorAll('webview, iframe').forEach((element) => {
        element.remove();
      });
    });
  });
});

describe('a call to the host', () => {
  it.each<[string, unknown]>([
    ['text', 'evil'],
    ['nothing', undefined],
    ['a key too many', { fileName: 'a.txt', mimeType: 'text/plain', content: 'x', path: '/etc/cron.d/evil' }],
    ['no name', { fileName: '', mimeType: 'text/plain', content: 'x' }],
    ['a text that is none', { fileName: 'a.txt', mimeType: 'text/plain', content: { toString: 1 } }],
  ])('to save is refused with %s', async (_what, payload) => {
    const outcome = await page.evaluate(
      (request) =>
        window.waypost?.saveFile(request as never).then(
          () => 'taken',
          (error: unknown) => String(error),
        ),
      payload,
    );
    expect(outcome).toMatch(/asked for something that it does not know/);
  });

  it('is refused from a page that is not ours, even through our own preload script', async () => {
    const outcome = await app.electron.evaluate(
      async ({ BrowserWindow }, preload) => {
        const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
        await foreign.loadURL('data:text/html,<h1>evil');
        const result: unknown = await foreign.webContents.executeJavaScript(`(async () => {
        let port = false;
        window.addEventListener('message', (event) => { port ||= event.ports.length > 0; });
        window.waypost.connect();
        const refused = (promise) => promise.then(() => 'answered', (error) => String(error).replace(/^.*Error: /, ''));
        const answers = [await refused(window.waypost.chooseFolder()), await refused(window.waypost.saveFile({ fileName: 'a', mimeType: 'b', content: 'c' }))];
        return { answers, port };
      })()`);
        foreign.destroy();
        return result;
      },
      join(root, 'dist', 'desktop', 'preload.cjs'),
    );
    expect(outcome).toEqual({
      answers: ['waypost:choose-folder is not for this page.', 'waypost:save-file is not for this page.'],
      port: false,
    });
    await expectUnharmed();
  });

  it('is refused from a frame inside our own page', async () => {
    const outcome = await app.electron.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const [own] = BrowserWindow.getAllWindows();
      if (!own) return 'no window';
      await own.webContents.executeJavaScript(`new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.src = '/index.html';
        frame.onload = frame.onerror = resolve;
        document.body.append(frame);
      })`);
      const frame = own.webContents.mainFrame.frames[0];
      // The preload script is not in frames; so this is what such a frame could say if it were.
      const handlers = (
        ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, payload: unknown) => Promise<unknown>> }
      )._invokeHandlers;
      const handler = handlers.get('waypost:choose-folder');
      if (!frame || !handler) return 'no frame';
      const bridged: unknown = await frame.executeJavaScript('typeof window.waypost').catch(() => 'undefined');
      const replies: unknown[] = [];
      const event = {
        sender: own.webContents,
        senderFrame: frame,
        _replyChannel: { sendReply: (reply: unknown) => replies.push(reply) },
        sendReply: (reply: unknown) => replies.push(reply),
        _throw: (error: unknown) => replies.push(String(error)),
        _reply: (reply: unknown) => replies.push(reply),
      };
      const answer: unknown = await Promise.resolve(handler(event, undefined)).catch(String);
      return { bridged, answer: String(answer ?? replies[0]) };
    });
    expect(outcome).toMatchObject({ bridged: 'undefined', answer: expect.stringContaining('is not for this page') });
    await page.evaluate(() => {
      document.querySelector('iframe')?.remove();
    });
  });
});

describe('a connection to the engine', () => {
  it('survives messages of a wrong shape and refuses calls of a wrong shape', async () => {
    const answers = await page.evaluate(async () => {
      const port = await new Promise<MessagePort>((resolve) => {
        window.addEventListener(
          'message',
          (event) => {
            if (event.ports[0]) resolve(event.ports[0]);
          },
          { once: true },
        );
        window.waypost?.connect();
      });
      const received: unknown[] = [];
      const ask = (message: unknown) =>
        new Promise((resolve) => {
          port.onmessage = (event) => {
            received.push(event.data);
            resolve(event.data);
          };
          port.postMessage(message);
        });
      port.start();
      port.postMessage('nonsense');
      port.postMessage(null);
      port.postMessage(new Map([['kind', 'call']]));
      const good = { kind: 'call', id: 1, procedure: 'app.info', input: {} };
      await ask({ ...good, procedure: 'constructor' });
      await ask({ ...good, input: { evil: true } });
      await ask({ ...good, sudo: true });
      await ask(good);
      return received;
    });
    expect(answers).toMatchObject([
      { kind: 'error', error: { code: 'badRequest' } },
      { kind: 'error', error: { code: 'badRequest' } },
      { kind: 'error', error: { code: 'badRequest' } },
      { kind: 'result', output: { host: 'desktop' } },
    ]);
  });
});

/** Lets the window do what it was told, whatever that is: two frames and a turn of the main process. */
async function settle(): Promise<void> {
  await app.electron.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(resolve, 200);
      }),
  );
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(resolve);
        });
      }),
  );
}
