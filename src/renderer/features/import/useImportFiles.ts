import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FilePreview } from '../../../shared/contract/logs.js';
import { useHost } from '../../client/engine.js';

export type FileRole = 'events' | 'customers';

/** A file on its way in: handed to the host, then looked at by the engine. */
export interface ImportFile {
  id: number;
  name: string;
  bytes: number;
  role: FileRole;
  state:
    | { step: 'uploading'; fraction: number | undefined }
    | { step: 'reading' }
    | { step: 'ready'; preview: FilePreview }
    | { step: 'failed'; error: unknown };
}

export interface ImportFiles {
  files: readonly ImportFile[];
  add: (files: readonly File[]) => void;
  remove: (id: number) => void;
  setRole: (id: number, role: FileRole) => void;
  clear: () => void;
}

/** The files of an import: each is brought to where the engine can read it, and looked at. */
export function useImportFiles(): ImportFiles {
  const { engine, bridge } = useHost();
  const [files, setFiles] = useState<readonly ImportFile[]>([]);
  const next = useRef(1);
  const controllers = useRef(new Map<number, AbortController>());
  useEffect(() => {
    const running = controllers.current;
    return () => running.forEach((controller) => controller.abort());
  }, []);

  const change = useCallback((id: number, part: Partial<ImportFile>) => {
    setFiles((before) => before.map((file) => (file.id === id ? { ...file, ...part } : file)));
  }, []);

  const load = useCallback(
    async (id: number, file: File) => {
      const controller = new AbortController();
      controllers.current.set(id, controller);
      try {
        const path = await bridge.pathOf(
          file,
          (fraction) => change(id, { state: { step: 'uploading', fraction } }),
          controller.signal,
        );
        change(id, { state: { step: 'reading' } });
        const preview = await engine.call('logs.preview', { path }, { signal: controller.signal });
        change(id, { state: { step: 'ready', preview }, role: preview.kind });
      } catch (error) {
        if (!controller.signal.aborted) change(id, { state: { step: 'failed', error } });
      } finally {
        controllers.current.delete(id);
      }
    },
    [bridge, engine, change],
  );

  const add = useCallback(
    (chosen: readonly File[]) => {
      const entries = chosen.map((file) => ({ file, id: next.current++ }));
      setFiles((before) => [
        ...before,
        ...entries.map(({ file, id }): ImportFile => ({
          id,
          name: file.name,
          bytes: file.size,
          role: 'events',
          state: { step: 'uploading', fraction: undefined },
        })),
      ]);
      for (const { file, id } of entries) void load(id, file);
    },
    [load],
  );

  const remove = useCallback((id: number) => {
    controllers.current.get(id)?.abort();
    setFiles((before) => before.filter((file) => file.id !== id));
  }, []);
  const setRole = useCallback((id: number, role: FileRole) => change(id, { role }), [change]);
  const clear = useCallback(() => setFiles([]), []);
  return useMemo(() => ({ files, add, remove, setRole, clear }), [files, add, remove, setRole, clear]);
}

export type ReadyFile = ImportFile & { state: { step: 'ready' } };

/** The files of a role that were looked at without a fault. */
export function readyFiles(files: readonly ImportFile[], role: FileRole): ReadyFile[] {
  return files.filter((file): file is ReadyFile => file.role === role && file.state.step === 'ready');
}
