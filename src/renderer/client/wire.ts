/** A two-way carrier of wire messages to the engine, as the page holds it. */
export interface Wire {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the engine or the way to it is gone. */
  onClose(listener: () => void): void;
}

/** Opens a wire. Rejects when there is nobody at the other end. */
export type OpenWire = () => Promise<Wire>;
