/** Lets many readers in at a time, or one who changes things; who comes first goes first. */
export class Gate {
  #readers = 0;
  #writer = Promise.resolve();
  #idle: (() => void) | undefined;

  /** Runs a task beside other readers, after any change that is under way. */
  async read<Result>(task: () => Result | Promise<Result>): Promise<Result> {
    await this.#writer;
    this.#readers++;
    try {
      return await task();
    } finally {
      this.#readers--;
      if (this.#readers === 0) this.#idle?.();
    }
  }

  /** Runs a task alone: it waits for the readers that are in and keeps out those that come. */
  async write<Result>(task: () => Result | Promise<Result>): Promise<Result> {
    const earlier = this.#writer;
    let leave: () => void = () => undefined;
    this.#writer = new Promise((resolve) => (leave = resolve));
    try {
      await earlier;
      if (this.#readers > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
      this.#idle = undefined;
      return await task();
    } finally {
      leave();
    }
  }
}
