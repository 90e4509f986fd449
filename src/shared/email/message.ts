import type { Scalar } from '../condition/comparison.js';

/** Where in a message a token stands. */
export type MessagePart = 'subject' | 'preheader' | 'html' | 'text';

/** A token that had no value and no default when the message was rendered. */
export interface MissingValue {
  /** As written: `customer.first_name`. */
  token: string;
  part: MessagePart;
}

/** A message rendered for one recipient. */
export interface RenderedMessage {
  subject: string;
  /** What mailboxes show behind the subject; it also stands, hidden, in `html`. */
  preheader: string;
  html: string;
  text: string;
  /** Each token once per part; empty for a message that is complete. */
  missing: MissingValue[];
  /** Lists that were looped over and held nothing: `cart.items`. */
  empty: string[];
}

/** A product as events name it: the properties of the event, nested, with the usual names filled in. */
export type Product = Record<string, TokenValue>;

/** What Liquid may read. */
export type TokenValue = Scalar | readonly TokenValue[] | { readonly [name: string]: TokenValue };

/** Addresses that belong to the message itself; whoever sends fills them in. */
export interface MessageLinks {
  /** One click there ends the customer's consent (RFC 8058). */
  unsubscribe: string;
}

/** Who sends: shown in every message, as the law of most countries wants it. */
export interface Sender {
  name: string;
  postalAddress: string;
}

/** Everything a template may know of its recipient at the instant of the message. */
export interface MessageData {
  /** Values by name, as `tokens.ts` describes them: `customer`, `trigger`, `recent`, `cart`, `orders`, `product_name`, … */
  values: Readonly<Record<string, TokenValue>>;
  /** For each conditional block of the template, in its order: whether this recipient sees it. */
  shown: readonly boolean[];
  /** The instant of the message, UTC ms: what “now” is in it. */
  time: number;
  /** IANA name of the zone in which its dates are written. */
  zone: string;
}
