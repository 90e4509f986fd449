import { z } from 'zod';
import { EngineError } from '../../shared/contract/error.js';
import type { HostBridge } from './engine.js';

const KEEP_DOWNLOAD_MS = 60_000;
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
};

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
