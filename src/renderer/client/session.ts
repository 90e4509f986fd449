import { EngineError } from '../../shared/contract/error.js';
import { responseSchema, type Notice, type Request, type Response } from '../../shared/contract/wire.js';
import type { CallOptions } from './engine.js';
import type { Wire } from './wire.js';

/** The calls over one wire, from its opening until it closes. */
export interface Session {
  /** Resolves with the output as it came. @throws EngineError */
  call(procedure: string, input: unknown, options?: CallOptions): Promise<unknown>;
  isOpen: () => boolean;
  readonly closed: Promise<void>;
}

interface Pending {
  procedure: string;
  resolve: (output: unknown) => void;
  reject: (error: EngineError) => void;
  onProgress: CallOptions['onProgress'];
  stopListening: () => void;
}

/** Speaks the wire's messages: numbers calls, matches answers to them, cancels by signal. */
export function openSession(wire: Wire, onNotice: (notice: Notice) => void): Session {
  const pending = new Map<number, Pending>();
  let nextId = 0;
  let open = true;
  const send = (request: Request): void => {
    wire.send(request);
  };
  wire.onMessage((message) => {
    receive(responseSchema.parse(message), pending, onNotice);
  });
  const closed = new Promise<void>((resolve) => {
    wire.onClose(() => {
      open = false;
      for (const call of pending.values()) settle(call, interrupted(call.procedure));
      pending.clear();
      resolve();
    });
  });
  return {
    isOpen: () => open,
    closed,
    call: (procedure, input, options = {}) =>
      new Promise((resolve, reject) => {
        const { signal, onProgress } = options;
        if (!open) reject(interrupted(procedure));
        else if (signal?.aborted) reject(cancelled(procedure));
        else {
          const id = nextId++;
          const cancel = (): void => {
            send({ kind: 'cancel', id });
          };
          signal?.addEventListener('abort', cancel, { once: true });
          pending.set(id, {
            procedure,
            resolve,
            reject,
            onProgress,
            stopListening: () => signal?.removeEventListener('abort', cancel),
          });
          send({ kind: 'call', id, procedure, input });
        }
      }),
  };
}

function receive(response: Response, pending: Map<number, Pending>, onNotice: (notice: Notice) => void): void {
  if (response.kind === 'notice') {
    onNotice(response.notice);
    return;
  }
  const call = pending.get(response.id);
  if (!call) return;
  if (response.kind === 'progress') {
    call.onProgress?.(response.progress);
    return;
  }
  pending.delete(response.id);
  if (response.kind === 'result') {
    call.stopListening();
    call.resolve(response.output);
  } else {
    const { code, message, problems } = response.error;
    settle(call, new EngineError(code, message, problems));
  }
}

function settle(call: Pending, error: EngineError): void {
  call.stopListening();
  call.reject(error);
}

export function cancelled(procedure: string): EngineError {
  return new EngineError('cancelled', `“${procedure}” was cancelled.`);
}

function interrupted(procedure: string): EngineError {
  return new EngineError('io', `The engine stopped while “${procedure}” was under way. Try again; what was saved is kept.`);
}
