import { protocol, type Session } from 'electron';
import { DESKTOP_ORIGIN } from '../../shared/contract/desktopBridge.js';
import { readPageFile } from '../pages/files.js';
import { contentSecurityPolicy, protectiveHeaders } from '../pages/policy.js';

const { protocol: schemeWithColon, host: APP_HOST } = new URL(DESKTOP_ORIGIN);
const SCHEME = schemeWithColon.slice(0, -1);

/** The page that the window shows. */
export const START_PAGE = `${DESKTOP_ORIGIN}/`;

/** Tells Chromium, before Electron is ready, to treat `app:` like `https:`: an origin of its own, secure, with fetch. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built interface, and only that, under `app://waypost/`. */
export function servePages(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    const file = url.host === APP_HOST && request.method === 'GET' ? await readPageFile(folder, url.pathname) : undefined;
    const headers = { ...protectiveHeaders, 'Content-Security-Policy': contentSecurityPolicy() };
    if (!file)
      return new Response('There is no such page.', { status: 404, headers: { ...headers, 'Content-Type': 'text/plain' } });
    return new Response(file.body, { headers: { ...headers, 'Content-Type': file.type } });
  });
}

/** Whether an address is one of the interface's own. */
export function isOwnPage(address: string): boolean {
  const url = parseAddress(address);
  return url?.protocol === schemeWithColon && url.host === APP_HOST;
}

/** `URL.canParse` came with Node 18.17; the oldest Electron that shows the window has 18.15. */
export function parseAddress(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
