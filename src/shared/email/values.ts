import type { Scalar } from '../condition/comparison.js';
import { ownValue } from '../own-value.js';
import { ProductHistory } from './history.js';
import type { MessageLinks, TokenValue } from './message.js';
import { CUSTOMER_NAMES, NameReader, nested, PRODUCT_NAMES, put, type Properties, type TokenRecord } from './names.js';
import type { EmailSettings } from './template.js';

/** What began the entry of a message. */
export interface MessageTrigger {
  /** The triggering event, where the entry has one. */
  event?: { name: string; properties: Properties } | undefined;
  /** UTC ms of that event, else of the entry. */
  time: number;
  /** The value that satisfied a `did … by` (semantics §3). */
  by?: Scalar | undefined;
}

/** What is known of the recipient at the instant of a message. */
export interface RecipientFacts {
  userId: string;
  traits: Properties;
  history: ProductHistory;
  /** Absent where the message belongs to no entry. */
  trigger?: MessageTrigger | undefined;
  journey?: string | undefined;
  step?: string | undefined;
  /** UTC ms. */
  time: number;
}

const customers = new NameReader(CUSTOMER_NAMES);
const products = new NameReader(PRODUCT_NAMES);

/**
 * The values of tokens that the history gives, by name as docs/emails.md lists them. Traits stand flat as well, behind every name
 * of Waypost's own.
 */
export function recipientValues({ userId, traits, history, trigger, journey, step, time }: RecipientFacts): TokenRecord {
  const own = { ...customers.read(traits), ...nested(traits) };
  const product = productOf(history, trigger);
  const values: TokenRecord = {};
  for (const [name, value] of Object.entries(own)) put(values, name, value);
  return Object.assign(values, {
    customer: { ...own, id: userId },
    trigger: triggerValues(trigger),
    recent: history.recent(),
    cart: history.cart(),
    orders: history.orders(),
    ...(product && { product, ...productTokens(product) }),
    journey: { ...(journey !== undefined && { name: journey }) },
    step: { ...(step !== undefined && { name: step }) },
    message: { time: new Date(time).toISOString() },
  });
}

/** The values of a message, complete: with what all messages of the project have in common and with its own links. */
export function messageValues(
  recipient: TokenRecord,
  { sender, discounts, otherDiscount }: EmailSettings,
  links: MessageLinks,
): TokenRecord {
  const product = ownValue(recipient, 'product');
  const category = isRecord(product) ? ownValue(product, 'category') : undefined;
  const discount = (typeof category === 'string' ? ownValue(discounts, category) : undefined) ?? otherDiscount;
  return {
    ...recipient,
    sender: { name: sender.name, postal_address: sender.postalAddress, website: sender.website },
    links: { unsubscribe: links.unsubscribe },
    unsubscribe_url: links.unsubscribe,
    ...(discount !== '' && { category_discount: discount }),
  };
}

function triggerValues(trigger: MessageTrigger | undefined): TokenRecord {
  if (!trigger) return {};
  const { event, time, by } = trigger;
  const values: TokenRecord = event ? { ...products.read(event.properties), ...nested(event.properties) } : {};
  if (event) put(values, 'event', event.name);
  put(values, 'time', new Date(time).toISOString());
  if (by !== undefined) put(values, 'by', by);
  return values;
}

/** The product that a message is about: the triggering event's, else the one counted by, else the last in the cart or looked at. */
function productOf(history: ProductHistory, trigger: MessageTrigger | undefined): TokenRecord | undefined {
  const properties = trigger?.event?.properties;
  if (properties && ProductHistory.names(properties)) return history.product(properties);
  const counted = trigger?.by === undefined ? undefined : history.find(String(trigger.by));
  return counted ?? history.latest();
}

function productTokens(product: TokenRecord): TokenRecord {
  const tokens: TokenRecord = {};
  for (const name of products.names) {
    const value = ownValue(product, name);
    if (value !== undefined) put(tokens, `product_${name}`, value);
  }
  return tokens;
}

function isRecord(value: TokenValue | undefined): value is TokenRecord {
  return typeof value === 'object' && !Array.isArray(value);
}
