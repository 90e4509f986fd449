import { createServer as createHttp, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A call as it came. */
export interface TakenCall {
  method: string;
  path: string;
  /** `Idempotency-Key`. */
  key: string;
  authorization: string;
  type: string;
  body: string;
}

export interface HookServer {
  /** "127.0.0.1:1234". */
  host: string;
  /** Every call that came whole, in order. */
  taken: TakenCall[];
  close: () => Promise<void>;
}

/** Answers a call; 200 when absent. It may leave it hanging. */
export type Answer = (call: TakenCall, response: ServerResponse, request: IncomingMessage) => void;

/** A server on loopback that keeps what it is called with. @param tls by https, with this certificate. */
export async function hookServer(answer?: Answer, tls?: { key: string; cert: string }): Promise<HookServer> {
  const taken: TakenCall[] = [];
  const listener: RequestListener = (request, response) => {
    const one = (name: string): string => String(request.headers[name] ?? '');
    text(request).then(
      (body) => {
        const { method = '', url: path = '' } = request;
        const call = {
          method,
          path,
          key: one('idempotency-key'),
          authorization: one('authorization'),
          type: one('content-type'),
          body,
        };
        taken.push(call);
        if (answer) answer(call, response, request);
        else response.end('ok');
      },
      () => undefined,
    );
  };
  const server = tls ? createHttps(tls, listener) : createHttp(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${String(port)}`,
    taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
