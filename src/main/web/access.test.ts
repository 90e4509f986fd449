import { IncomingMessage, type IncomingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createAccess } from './access.js';

const TOKEN = 'the-token-of-this-launch';
const access = createAccess(() => 7423, TOKEN);

function request(headers: IncomingHttpHeaders, method = 'GET', url = '/'): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { headers, method, url });
}

const own = { host: '127.0.0.1:7423', origin: 'http://127.0.0.1:7423', cookie: `other=1; waypost-7423=${TOKEN}` };
const upgrade = { ...own, upgrade: 'websocket', connection: 'Upgrade' };

describe('access to the web host', () => {
  it.each([
    ['a page with the cookie', request(own)],
    ['the address bar, which names no origin', request({ ...own, origin: undefined })],
    ['the first visit', request({ host: own.host }, 'GET', `/?token=${TOKEN}`)],
    ['localhost', request({ ...own, host: 'localhost:7423', origin: 'http://localhost:7423' })],
    ['a program with the token', request({ host: own.host, authorization: `Bearer ${TOKEN}` }, 'PUT', '/upload?name=a')],
    ['a page that uploads', request(own, 'PUT', '/upload?name=a')],
    ['a page that connects', request(upgrade, 'GET', '/engine')],
    [
      'a program that connects',
      request({ ...upgrade, cookie: undefined, origin: undefined, authorization: `Bearer ${TOKEN}` }, 'GET', '/engine'),
    ],
  ])('lets in %s', (_who, incoming) => {
    expect(access.refusal(incoming)).toBeUndefined();
  });

  it.each([
    ['no token at all', 401, request({ host: own.host })],
    ['a wrong token in the address', 401, request({ host: own.host }, 'GET', '/?token=guess')],
    ['a wrong cookie', 401, request({ ...own, cookie: 'waypost-7423=guess' })],
    ['the cookie of another port', 401, request({ ...own, cookie: `waypost-7424=${TOKEN}` })],
    ['a part of the token', 401, request({ ...own, cookie: `waypost-7423=${TOKEN.slice(0, -1)}` })],
    ['an empty token', 401, request({ host: own.host }, 'GET', '/?token=')],
    ['a wrong bearer', 401, request({ host: own.host, authorization: 'Bearer guess' })],
    ['the token in the address of an upload', 403, request({ host: own.host }, 'PUT', `/upload?token=${TOKEN}`)],
    [
      'the token in the address of a connection',
      401,
      request({ ...upgrade, cookie: undefined }, 'GET', `/engine?token=${TOKEN}`),
    ],
    ['a foreign origin', 403, request({ ...own, origin: 'https://evil.example' })],
    ['the origin “null”', 403, request({ ...own, origin: 'null' })],
    ['another port of this machine as origin', 403, request({ ...own, origin: 'http://127.0.0.1:9999' })],
    ['a connection of a foreign page', 403, request({ ...upgrade, origin: 'https://evil.example' }, 'GET', '/engine')],
    ['a connection that names no origin', 403, request({ ...upgrade, origin: undefined }, 'GET', '/engine')],
    ['an upload that names no origin', 403, request({ ...own, origin: undefined }, 'PUT', '/upload')],
    ['a foreign host that was made to point here', 421, request({ ...own, host: 'evil.example:7423' })],
    ['the address without its port', 421, request({ ...own, host: '127.0.0.1' })],
    ['no host', 421, request({ ...own, host: undefined })],
    ['a foreign host with the token', 421, request({ host: 'evil.example' }, 'GET', `/?token=${TOKEN}`)],
  ])('refuses %s with %d', (_who, status, incoming) => {
    expect(access.refusal(incoming)).toMatchObject({ status });
  });

  it('makes a token that nobody guesses, another one each launch', () => {
    const [first, second] = [createAccess(() => 1).token, createAccess(() => 1).token];
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe(second);
  });
});
