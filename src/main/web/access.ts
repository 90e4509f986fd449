import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a request has to get past before anything else looks at it. */
export interface Access {
  /** The secret of this launch. */
  readonly token: string;
  /** The name of the cookie that carries it after the first visit. Cookies know no ports, so it names the port. */
  readonly cookie: string;
  /** Why the request is refused, as a status and a sentence, or `undefined`. */
  refusal(request: IncomingMessage): Refusal | undefined;
  /** Whether the token is in the address, as on the first visit. */
  isFirstVisit(url: URL): boolean;
}

export interface Refusal {
  status: 401 | 403 | 421;
  message: string;
}

const STATE_CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Lets in only requests that name this very server as their `Host` (so no foreign name that was made to point here), that
 * come from its own pages if they say where from, and that carry the token of this launch: as a cookie, as
 * `Authorization: Bearer …`, or on the first visit as `?token=`.
 */
export function createAccess(port: () => number, token = randomBytes(32).toString('base64url')): Access {
  const hosts = () => new Set([`127.0.0.1:${port()}`, `localhost:${port()}`]);
  const cookieName = () => `waypost-${port()}`;
  return {
    token,
    get cookie() {
      return cookieName();
    },
    isFirstVisit: (url) => matches(url.searchParams.get('token') ?? undefined, token),
    refusal: (request) => {
      const { host, origin } = request.headers;
      if (!host || !hosts().has(host)) return { status: 421, message: 'This server answers only to its own address.' };
      const isUpgrade = request.headers.upgrade !== undefined;
      const bearer = bearerOf(request);
      const mustNameOrigin = (isUpgrade || STATE_CHANGING.has(request.method ?? '')) && bearer === undefined;
      if (origin === undefined ? mustNameOrigin : origin !== `http://${host}`) {
        return { status: 403, message: 'Only pages of this server may ask it for something.' };
      }
      const query = isUpgrade ? undefined : queryTokenOf(request);
      if ([bearer, cookieOf(request, cookieName()), query].some((given) => matches(given, token))) return undefined;
      return { status: 401, message: 'Open the address that Waypost printed when it started: it holds the key of this launch.' };
    },
  };
}

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Only a page that is being opened may bring the token in its address; addresses of everything else end up in logs. */
function queryTokenOf(request: IncomingMessage): string | undefined {
  if (request.method !== 'GET') return undefined;
  return new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('token') ?? undefined;
}

/** Compares in constant time. */
function matches(given: string | undefined, token: string): boolean {
  if (given === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
