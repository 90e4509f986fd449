import { z } from 'zod';
import { EngineError } from '../../shared/contract/error.js';
import type { HostBridge } from './engine.js';

const KEEP_DOWNLOAD_MS = 60_000;
const KEEP_PRINTED_MS = 60_000;
const uploadedSchema = z.object({ path: z.string() });

/** What the web host does for a page: takes files in by upload, gives files out as downloads. */
export const webBridge: HostBridge = {
  kind: 'web',
  pathOf: upload,
  saveFile: (fileName, mimeType, content) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type: mimeType }));
    link.download = fileName;
    link.click();
    // Some browsers begin to read only after this turn.
    setTimeout(() => {
      URL.revokeObjectURL(link.href);
    }, KEEP_DOWNLOAD_MS);
    return Promise.resolve();
  },
  savePdf: (fileName, html) => printPage(fileName.replace(/\.pdf$/, ''), html),
};

/**
 * Opens the browser's print dialog on a page of its own: a frame with no scripts, which the print dialog names after the
 * window's title.
 */
function printPage(name: string, html: string): Promise<void> {
  const frame = document.createElement('iframe');
  frame.title = name;
  frame.sandbox.add('allow-same-origin', 'allow-modals');
  frame.style.cssText = 'position:fixed;inset:auto 0 0 auto;width:0;height:0;border:0;visibility:hidden';
  frame.srcdoc = html;
  return new Promise((resolve, reject) => {
    frame.addEventListener('load', () => {
      const printed = frame.contentWindow;
      if (!printed) {
        reject(new EngineError('io', 'The browser did not show the report. Save it as HTML and print that.'));
        return;
      }
      const title = document.title;
      document.title = name;
      printed.print();
      document.title = title;
      // Some browsers print after this turn.
      setTimeout(() => {
        frame.remove();
      }, KEEP_PRINTED_MS);
      resolve();
    });
    document.body.append(frame);
  });
}

/** XMLHttpRequest, because `fetch` tells nothing of how far an upload is. */
function upload(file: File, onProgress?: (fraction: number) => void, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => {
      request.abort();
    };
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(uploadedSchema.parse(JSON.parse(request.responseText)).path);
      else
        reject(new EngineError('io', request.responseText.trim() || `“${file.name}” could not be taken in (${request.status}).`));
    });
    request.addEventListener('error', () => {
      reject(
        new EngineError('io', `“${file.name}” could not be read or sent. Check that it is still there and choose it again.`),
      );
    });
    request.addEventListener('abort', () => {
      reject(new EngineError('cancelled', `Taking in “${file.name}” was cancelled.`));
    });
    request.addEventListener('loadend', () => signal?.removeEventListener('abort', abort));
    request.open('PUT', `/upload?name=${encodeURIComponent(file.name)}`);
    if (signal?.aborted) {
      reject(new EngineError('cancelled', `Taking in “${file.name}” was cancelled.`));
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    request.send(file);
  });
}
