import { createContext, useContext } from 'react';
import type { HostCommand } from '../../shared/contract/desktop.js';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract/index.js';
import type { Progress } from '../../shared/contract/procedure.js';
import type { Notice } from '../../shared/contract/wire.js';

export interface CallOptions {
  /** Aborting cancels the call in the engine; the promise then rejects with the code `cancelled`. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** The engine as the interface sees it: every procedure of the contract, typed, over whatever channel the host gave. */
export interface EngineClient {
  /** @throws EngineError (shared/contract/error.ts) for every failure. */
  call<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>, options?: CallOptions): Promise<OutputOf<Name>>;
  onNotice(listener: (notice: Notice) => void): () => void;
}

/** Whether calls reach the engine. While `reconnecting` they wait; once `lost` they fail. */
export type ConnectionState = 'connected' | 'reconnecting' | 'lost';

export interface Connection {
  state: () => ConnectionState;
  /** Calls the listener at each change; returns the unsubscribe function. */
  subscribe: (listener: () => void) => () => void;
}

/** What only the host can do for the page. */
export interface HostBridge {
  kind: 'desktop' | 'web';
  /**
   * Turns files that the person chose or dropped into paths the engine can read: the desktop knows their paths, the web
   * host uploads them to a temporary folder (progress 0 … 1).
   */
  pathOf(file: File, onProgress?: (fraction: number) => void, signal?: AbortSignal): Promise<string>;
  /** Asks for a folder; `undefined` where the host has no such dialog (web) or nothing was chosen. */
  chooseFolder?: () => Promise<string | undefined>;
  /** Asks for an existing `.waypost` project folder. */
  chooseProject?: () => Promise<string | undefined>;
  /** Offers text or bytes as a file to save. */
  saveFile(fileName: string, mimeType: string, content: string | Uint8Array<ArrayBuffer>): Promise<void>;
  /**
   * Offers a page of ours (HTML without scripts) as a PDF: the desktop prints it into a file itself, in a browser the print dialog does.
   */
  savePdf(fileName: string, html: string): Promise<void>;
  /** Hears what the application menu asks for (desktop only); returns the unsubscribe function. */
  onCommand?: (listener: (command: HostCommand) => void) => () => void;
}

export interface Host {
  engine: EngineClient;
  bridge: HostBridge;
  /** Absent where the engine can't go away (tests). Shown by `ConnectionNotice`. */
  connection?: Connection;
}

export const HostContext = createContext<Host | undefined>(undefined);

/** The host's engine and bridge. @throws Error outside the provider. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error('useHost needs a HostContext above it');
  return host;
}
