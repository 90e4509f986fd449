import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { join as joinLinks, socketLink, type Link } from '../engine/process/channels.js';
import { readPageFile } from '../pages/files.js';
import { contentSecurityPolicy, protectiveHeaders } from '../pages/policy.js';
import { createAccess, type Access } from './access.js';
import { UploadError, type Uploads } from './uploads.js';

export interface WebServerOptions {
  /** 0 takes any free one. */
  port: number;
  /** The built interface. */
  pagesFolder: string;
  uploads: Uploads;
  /** A channel to the engine for a page that connects; `undefined` while there is no engine. */
  connect: () => Link | undefined;
  /** Stands in for the built interface while it is being developed. */
  pages?: RequestListener;
  /** The policy of pages; a strict one by default. */
  policy?: string;
  token?: string;
}

export interface WebServer {
  /** The address with the token of this launch. */
  readonly url: string;
  readonly port: number;
  readonly access: Access;
  readonly http: Server;
  close(): Promise<void>;
}

/** One message from a page: a draft of a journey or a condition. Files come by `PUT /upload`. */
const LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024;
const LONGEST_UPLOAD_MS = 6 * 3_600_000;
/** Tells the page that there is no engine to talk to. */
const TRY_AGAIN_LATER = 1013;

/** Serves the interface and carries its calls to the engine, on 127.0.0.1 only, behind `createAccess`. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  // A large file may take its time; Node would cut it off after five minutes.
  const http = createServer({ requestTimeout: LONGEST_UPLOAD_MS });
  let port = options.port;
  const access = createAccess(() => port, options.token);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false });

  http.on('request', (request, response) => {
    handle(request, response, access, options).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) sendText(response, 500, 'Waypost failed to answer; the terminal says why.');
      else response.destroy();
    });
  });
  http.on('upgrade', (request, socket, head) => {
    const refusal = access.refusal(request);
    if (refusal) refuseUpgrade(socket, refusal.status, refusal.message);
    else if (pathOf(request) === '/engine')
      sockets.handleUpgrade(request, socket, head, (page) => {
        attach(page, options.connect());
      });
    // While the interface is being developed, its server listens for hot reload on the same port.
    else if (!options.pages) refuseUpgrade(socket, 404, 'There is no such connection.');
  });
  await listen(http, options.port);
  port = addressOf(http).port;
  return {
    url: `http://127.0.0.1:${port}/?token=${access.token}`,
    port,
    access,
    http,
    close: () => closeServer(http, sockets),
  };
}

function attach(page: WebSocket, engine: Link | undefined): void {
  page.on('error', (error) => {
    console.error(`A page's connection failed: ${error.message}`);
  });
  if (engine) joinLinks(socketLink(page), engine);
  else page.close(TRY_AGAIN_LATER, 'The engine is not running');
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  options: WebServerOptions,
): Promise<void> {
  for (const [name, value] of Object.entries(protectiveHeaders)) response.setHeader(name, value);
  const refusal = access.refusal(request);
  if (refusal) {
    sendText(response, refusal.status, refusal.message);
    return;
  }
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
  if (url.pathname === '/upload') await takeUpload(request, response, url, options.uploads);
  else if (request.method !== 'GET' && request.method !== 'HEAD') sendText(response, 405, 'Only pages are served here.');
  else if (access.isFirstVisit(url)) welcome(response, url, access);
  else {
    response.setHeader(
      'Content-Security-Policy',
      options.policy ?? contentSecurityPolicy([`ws://${request.headers.host ?? ''}`]),
    );
    if (options.pages) options.pages(request, response);
    else await sendPage(request, response, url, options.pagesFolder);
  }
}

/** Moves the token from the address, where it would stay in the history, into a cookie that scripts can't read. */
function welcome(response: ServerResponse, url: URL, access: Access): void {
  url.searchParams.delete('token');
  response.setHeader('Set-Cookie', `${access.cookie}=${access.token}; HttpOnly; SameSite=Strict; Path=/`);
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(303, { Location: `${url.pathname}${url.search}` }).end();
}

async function sendPage(request: IncomingMessage, response: ServerResponse, url: URL, folder: string): Promise<void> {
  const file = await readPageFile(folder, url.pathname);
  if (!file) {
    sendText(response, 404, 'There is no such page.');
    return;
  }
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': file.body.length,
    'Cache-Control': file.hashed ? 'private, max-age=31536000, immutable' : 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

async function takeUpload(request: IncomingMessage, response: ServerResponse, url: URL, uploads: Uploads): Promise<void> {
  if (request.method !== 'PUT') {
    sendText(response, 405, 'Files are uploaded with PUT.');
    return;
  }
  const length = request.headers['content-length'];
  try {
    const path = await uploads.store(
      url.searchParams.get('name') ?? '',
      request,
      length === undefined ? undefined : Number(length),
    );
    response.writeHead(201, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify({ path }));
  } catch (error) {
    // The page went away in the middle: nobody is left to answer, and what had come is deleted.
    if (request.destroyed && !(error instanceof UploadError)) return;
    if (!(error instanceof UploadError)) throw error;
    // The rest of it is read and dropped: a browser shows the answer only when it got rid of what it sends.
    request.resume();
    sendText(response, error.status, error.message);
  }
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(`${text}\n`);
}

function refuseUpgrade(socket: Duplex, status: number, message: string): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${message}\n`);
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
}

function addressOf(http: Server): AddressInfo {
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens to no port');
  return address;
}

function closeServer(http: Server, sockets: WebSocketServer): Promise<void> {
  for (const page of sockets.clients) page.terminate();
  http.closeAllConnections();
  return new Promise((resolve) => {
    http.close(() => {
      resolve();
    });
  });
}
