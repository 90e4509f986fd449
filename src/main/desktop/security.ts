import { app, type Session, type WebContents } from 'electron';
import { isOwnPage, parseAddress } from './protocol.js';

/** What a page may load besides the interface: pictures and files that it has made itself, and the developer tools. */
const LOCAL_SCHEMES = new Set(['blob:', 'data:', 'devtools:']);

/** Refuses, for everything that ever shows a page, whatever leads out of the interface. */
export function refuseWaysOut(): void {
  app.on('web-contents-created', (_event, contents) => {
    refuseNavigation(contents);
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}

function refuseNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    // A reload is a navigation to the same place.
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    const isPreview = !event.isMainFrame && /^about:(blank|srcdoc)/.test(event.url);
    if (!isOwnPage(event.url) && !isPreview) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
}

/** Refuses permissions, devices, downloads and every request that would leave this machine. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOwnPage(details.url) && !LOCAL_SCHEMES.has(parseAddress(details.url)?.protocol ?? '') });
  });
}
