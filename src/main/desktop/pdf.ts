import { BrowserWindow, session } from 'electron';
import { protectiveHeaders } from '../pages/policy.js';
import { START_PAGE } from './protocol.js';
import { lockSession } from './security.js';

/** What a printed page may do: nothing but look like itself. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
let printed = 0;

/**
 * Prints a page of ours into a PDF, in a window nobody sees: with no scripts, no network, and a session that nothing else uses.
 * @throws Error where Chromium cannot print it.
 */
export async function printToPdf(html: string): Promise<Uint8Array> {
  printed += 1;
  // Without `persist:` a session lives in memory and ends with the program.
  const own = session.fromPartition(`print-${String(printed)}`);
  lockSession(own);
  own.protocol.handle(new URL(START_PAGE).protocol.slice(0, -1), () => {
    const headers = { ...protectiveHeaders, 'Content-Security-Policy': POLICY, 'Content-Type': 'text/html; charset=utf-8' };
    return new Response(html, { headers });
  });
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  try {
    await window.loadURL(START_PAGE);
    return await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
  } finally {
    window.destroy();
  }
}
