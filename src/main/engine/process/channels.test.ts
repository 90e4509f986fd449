import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { join, portLink, socketLink, type Link } from './channels.js';

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly sent: string[] = [];
  readonly close = vi.fn((_code: number, _reason: string) => {
    this.readyState = 3;
    this.emit('close');
  });
  send(text: string): void {
    this.sent.push(text);
  }
}

class FakePort extends EventEmitter {
  readonly posted: unknown[] = [];
  started = false;
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  start(): void {
    this.started = true;
  }
  close(): void {
    this.emit('close');
  }
}

describe('a link over a WebSocket', () => {
  it('carries JSON both ways', () => {
    const socket = new FakeSocket();
    const link = socketLink(socket);
    const received: unknown[] = [];
    link.onMessage((message) => received.push(message));
    socket.emit('message', Buffer.from('{"kind":"cancel","id":1}'), false);
    socket.emit('message', Buffer.from('null'), false);
    link.send({ a: [1, 'ä'] });
    expect(received).toEqual([{ kind: 'cancel', id: 1 }, null]);
    expect(socket.sent).toEqual(['{"a":[1,"ä"]}']);
  });

  it.each([
    ['text that is no JSON', Buffer.from('{oops'), false],
    ['binary data', Buffer.from([1, 2, 3]), true],
  ])('closes at %s', (_what, data, isBinary) => {
    const socket = new FakeSocket();
    const received: unknown[] = [];
    socketLink(socket).onMessage((message) => received.push(message));
    socket.emit('message', data, isBinary);
    expect(received).toEqual([]);
    expect(socket.close).toHaveBeenCalledWith(1003, expect.any(String));
  });

  it('sends nothing once it is closed', () => {
    const socket = new FakeSocket();
    const link = socketLink(socket);
    link.close();
    link.send('late');
    expect(socket.sent).toEqual([]);
    expect(socket.close).toHaveBeenCalledWith(1012, expect.any(String));
  });
});

describe('a link over a message port', () => {
  it('starts the port with its first listener and carries messages as they are', () => {
    const port = new FakePort();
    const link = portLink(port);
    expect(port.started).toBe(false);
    const received: unknown[] = [];
    link.onMessage((message) => received.push(message));
    expect(port.started).toBe(true);
    port.emit('message', { data: { a: 1 } });
    link.send('out');
    expect([received, port.posted]).toEqual([[{ a: 1 }], ['out']]);
  });

  it('tells of the close and sends nothing after it', () => {
    const port = new FakePort();
    const link = portLink(port);
    const closed = vi.fn();
    link.onClose(closed);
    port.close();
    link.send('late');
    expect(closed).toHaveBeenCalledOnce();
    expect(port.posted).toEqual([]);
  });
});

describe('joined links', () => {
  function fakeLink() {
    const emitter = new EventEmitter();
    const sent: unknown[] = [];
    const close = vi.fn(() => {
      emitter.emit('close');
    });
    const link: Link = {
      send: (message) => sent.push(message),
      onMessage: (listener) => emitter.on('message', listener),
      onClose: (listener) => emitter.once('close', listener),
      close,
    };
    return { link, emitter, sent, close };
  }

  it('pass on messages, and the close of either', () => {
    const [first, second] = [fakeLink(), fakeLink()];
    join(first.link, second.link);
    first.emitter.emit('message', 1);
    second.emitter.emit('message', 2);
    expect([first.sent, second.sent]).toEqual([[2], [1]]);
    second.emitter.emit('close');
    expect(first.close).toHaveBeenCalled();
  });
});
