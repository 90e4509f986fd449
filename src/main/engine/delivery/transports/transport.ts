/** A message ready to leave: everything in it is final. */
export interface OutgoingMessage {
  /** The message's key as one text (semantics §6, `email_id`); services give it back with what they report. */
  emailId: string;
  from: { name: string; address: string };
  to: string;
  replyTo: string;
  subject: string;
  html: string;
  text: string;
  /** `Message-ID` without angle brackets. */
  messageId: string;
  date: Date;
  /** `List-Unsubscribe` and the like: names and values of ASCII. */
  headers: Readonly<Record<string, string>>;
}

/** What became of an attempt to hand a message over. */
export type SendResult =
  | { kind: 'sent'; answer: string }
  /** Not now: this very message may be tried again later, at the earliest at an instant (UTC ms) that the other side has named. */
  | { kind: 'temporary'; answer: string; notBefore?: number | undefined }
  /** Never: `suppress` when the address itself is at fault. */
  | { kind: 'permanent'; answer: string; suppress: boolean }
  /** No answer came after the message had left: it may have been taken or not. */
  | { kind: 'doubtful'; answer: string }
  /** The server cannot be reached: nothing left, nothing else will. */
  | { kind: 'unreachable'; answer: string }
  /** The sender's own set-up is at fault (password, certificate, sender address): a person must mend it. */
  | { kind: 'misconfigured'; answer: string };

/**
 * Called once, when everything but the last step of handing over is done: only after it has resolved may the receiving side
 * come to hold the whole message. Its rejection means that the message must not leave.
 */
export type Commit = () => Promise<void>;

/** A way for messages to leave. */
export interface Transport {
  /** "smtp.example.com:587", for people. */
  readonly label: string;
  /** Whether anybody can get what is sent. */
  readonly reachesPeople: boolean;
  /** How many messages are worth preparing at the same time. */
  readonly connections: number;
  /** Tries the connection and the credentials without sending. @returns what was found. @throws Error saying what is wrong. */
  test: () => Promise<string>;
  /** @throws what `commit` throws, and nothing else. */
  send: (message: OutgoingMessage, commit: Commit) => Promise<SendResult>;
  close: () => Promise<void>;
}

/** Thrown by a commit when the message must not leave after all. */
export class NotCommitted extends Error {
  override readonly name = 'NotCommitted';
}

/** The text of any error. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
