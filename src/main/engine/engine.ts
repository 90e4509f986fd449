import type { Notice } from '../../shared/contract/wire.js';
import type { Progress } from '../../shared/contract/procedure.js';

/** What a host tells the engine when it starts it. */
export interface EngineHost {
  kind: 'desktop' | 'web' | 'cli';
  version: string;
  /** The person's own folder for settings, recent projects and copies of samples. */
  dataFolder: string;
  /** Where samples, recipes and templates ship. */
  resourcesFolder: string;
  /** What the host's key store holds, by key. */
  secrets?: Readonly<Record<string, string>> | undefined;
  /** Keeps a credential in the host's key store; an empty value is forgotten. Absent where the host has none. */
  keepSecret?: ((key: string, value: string) => void) | undefined;
}

export interface CallOptions {
  /** Aborting cancels the call; it then fails with the code `cancelled` and has changed nothing. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** The one engine behind every host. */
export interface Engine {
  /**
   * Calls a procedure of the contract. Input and output are parsed with its schemas.
   * @throws EngineError for every failure, expected or not.
   */
  call(procedure: string, input: unknown, options?: CallOptions): Promise<unknown>;
  /** Subscribes to notices; returns the unsubscribe function. */
  onNotice(listener: (notice: Notice) => void): () => void;
  /** Ends running work and closes every store. */
  close(): Promise<void>;
}

/** A two-way carrier of wire messages, whatever its kind: MessagePort, WebSocket or child process. */
export interface Channel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}
