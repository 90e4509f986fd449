import { request, type OutgoingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
}

export interface Question {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

/** Asks a server for exactly this path, dots and all: `fetch` would tidy it up, and choose the Host itself. */
export function ask(origin: string, path: string, { method = 'GET', headers = {}, body }: Question = {}): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Tries to connect to the engine. @returns the open socket, or the status with which it was refused */
export function connectTo(origin: string, headers: Record<string, string>, path = '/engine'): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers });
    socket.on('open', () => {
      resolve(socket);
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', reject);
  });
}

/** Sends a message over a socket and waits for the next one that comes back. */
export function exchange(socket: WebSocket, message: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    socket.once('message', (data: Buffer) => {
      resolve(JSON.parse(data.toString()));
    });
    socket.once('close', (code) => {
      reject(new Error(`The socket was closed (${code})`));
    });
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  });
}
