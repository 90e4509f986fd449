import { z } from 'zod';

/** What names a message for ever (semantics §6, `email_id`): an edit of the journey does not make a sent one new. */
export interface MessageKey {
  journey: string;
  node: string;
  userId: string;
  /** The customer's entry number, from 0. */
  entry: number;
  /** The number of this entry's messages of the node, from 0. */
  count: number;
}

/** The key as the `email_id` of events. */
export function emailIdOf({ journey, node, userId, entry, count }: MessageKey): string {
  return `${journey}/${node}/${userId}/${String(entry)}/${String(count)}`;
}

/** What leaves: an e-mail, or a call of a webhook. Both go through the same states. */
export const OUTBOX_KINDS = ['email', 'webhook'] as const;
export const outboxKindSchema = z.enum(OUTBOX_KINDS);
export type OutboxKind = z.infer<typeof outboxKindSchema>;

export const OUTBOX_STATES = [
  /** Waits for its turn. */
  'queued',
  /** Fell due too long ago, or was stopped for a question: a person decides. */
  'held',
  /** Being handed over at this moment. */
  'sending',
  'sent',
  /** Refused for good. */
  'failed',
  /** It may have left or not; it is not sent again without a person's word. */
  'doubtful',
  /** Kept back by consent, the suppression list, a cap or a missing address. */
  'suppressed',
  /** Taken back before it left. */
  'cancelled',
] as const;
export const outboxStateSchema = z.enum(OUTBOX_STATES);
export type OutboxState = z.infer<typeof outboxStateSchema>;

/** States of messages that count as sent in a replay: those that left, or may have. */
export const LEFT_STATES: readonly OutboxState[] = ['sending', 'sent', 'doubtful'];

export const outboxMessageSchema = z.object({
  id: z.number(),
  kind: outboxKindSchema,
  journey: z.string(),
  node: z.string(),
  userId: z.string(),
  entry: z.number(),
  count: z.number(),
  variant: z.string(),
  /** UTC ms. */
  dueAt: z.number(),
  status: outboxStateSchema,
  /** Why it is in this state, in words. */
  reason: z.string(),
  /** What data that came later says against a message that was sent; empty when nothing. */
  flag: z.string(),
  /** To whom it goes, or which address is called. */
  address: z.string(),
  /** Of a call its method and the path of the address. */
  subject: z.string(),
  /** The `Message-ID` header without its angle brackets; of a call its `Idempotency-Key`. */
  messageId: z.string(),
  attempts: z.number(),
  /** When it is tried (again), UTC ms. */
  nextAt: z.number(),
  changedAt: z.number(),
  /** When a person last released it, UTC ms; 0 when nobody has. */
  releasedAt: z.number(),
  /** What the server or service answered. */
  answer: z.string(),
});
export type OutboxMessage = z.infer<typeof outboxMessageSchema>;

/** Whether a queued message has waited too long to be sent without a question. @param before UTC ms. */
export function isStale({ status, dueAt, releasedAt }: OutboxMessage, before: number): boolean {
  return status === 'queued' && Math.max(dueAt, releasedAt) < before;
}

/** What a person can decide about messages. */
export const DECISIONS = [
  /** A held message goes into the queue; one that failed or was taken back is tried again. */
  'send',
  /** It is not sent. */
  'drop',
  /** A doubtful message is known to have arrived. */
  'wasSent',
] as const;
export const decisionSchema = z.enum(DECISIONS);
export type Decision = z.infer<typeof decisionSchema>;

/** The states a decision applies to. */
export const DECIDABLE: Readonly<Record<Decision, readonly OutboxState[]>> = {
  send: ['held', 'doubtful', 'failed'],
  drop: ['held', 'queued', 'doubtful'],
  wasSent: ['doubtful'],
};
