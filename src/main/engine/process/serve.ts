import { EngineError } from '../../../shared/contract/error.js';
import { requestSchema, type Request, type Response } from '../../../shared/contract/wire.js';
import type { Channel, Engine } from '../engine.js';

/** How many calls one page may have open at once. */
const MOST_OPEN_CALLS = 1000;

/**
 * Answers the calls that come over a channel until it closes; then cancels what is still running for it.
 *
 * A message that is no request of the wire is answered with `badRequest` where it has an id to answer to, and ignored
 * otherwise. The engine parses input and output by the contract's schemas.
 */
export function serveChannel(engine: Engine, channel: Channel): void {
  const running = new Map<number, AbortController>();
  const send = (response: Response): void => {
    channel.send(response);
  };
  const stopNotices = engine.onNotice((notice) => {
    send({ kind: 'notice', notice });
  });

  channel.onMessage((message) => {
    const request = requestSchema.safeParse(message);
    if (!request.success) refuse(message, send);
    else if (request.data.kind === 'cancel') running.get(request.data.id)?.abort();
    else void answer(engine, request.data, running, send);
  });
  channel.onClose(() => {
    stopNotices();
    for (const controller of running.values()) controller.abort();
    running.clear();
  });
}

type CallRequest = Extract<Request, { kind: 'call' }>;

async function answer(
  engine: Engine,
  request: CallRequest,
  running: Map<number, AbortController>,
  send: (response: Response) => void,
): Promise<void> {
  const { id, procedure, input } = request;
  if (running.has(id) || running.size >= MOST_OPEN_CALLS) {
    const reason = running.has(id) ? `the call ${id} is still running` : `${MOST_OPEN_CALLS} calls are running already`;
    send({ kind: 'error', id, error: badRequest(`“${procedure}” was not started: ${reason}.`) });
    return;
  }
  const controller = new AbortController();
  running.set(id, controller);
  const stillOpen = () => running.get(id) === controller;
  try {
    const output = await engine.call(procedure, input, {
      signal: controller.signal,
      onProgress: (progress) => {
        if (stillOpen()) send({ kind: 'progress', id, progress });
      },
    });
    if (stillOpen()) send({ kind: 'result', id, output });
  } catch (error) {
    if (stillOpen()) send({ kind: 'error', id, error: toEngineError(procedure, error).toData() });
  } finally {
    if (stillOpen()) running.delete(id);
  }
}

function toEngineError(procedure: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new EngineError('internal', `“${procedure}” failed: ${reason}`, [], { cause: error });
}

function refuse(message: unknown, send: (response: Response) => void): void {
  const id = idOf(message);
  if (id === undefined) return;
  send({ kind: 'error', id, error: badRequest('The message is no request that the engine knows.') });
}

function badRequest(message: string) {
  return new EngineError('badRequest', message).toData();
}

function idOf(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('id' in message)) return undefined;
  const { id } = message;
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 ? id : undefined;
}
