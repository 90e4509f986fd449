import type { Notice } from '../../shared/contract/wire.js';

export type NoticeListener = (notice: Notice) => void;

/** Tells whoever listens what has changed. */
export class Notices {
  private readonly listeners = new Set<NoticeListener>();

  /** @returns the function that ends the subscription. */
  subscribe(listener: NoticeListener): () => void {
    // A listener of its own for each subscription: the same function may subscribe twice.
    const own: NoticeListener = (notice) => {
      listener(notice);
    };
    this.listeners.add(own);
    return () => {
      this.listeners.delete(own);
    };
  }

  publish(notice: Notice): void {
    for (const listener of [...this.listeners]) listener(notice);
  }
}
