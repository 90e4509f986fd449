import { ANY_EVENT, eventNames, otherEventParts, type EventSelector, type OtherEvent } from '../events.js';
import { whereWords } from './comparison.js';
import { listWords, quote, sentence } from './text.js';

/** How an event is spoken of. */
export interface EventWords {
  /** “viewed a product” */
  past: string;
  /** “did not view a product” */
  not: string;
  /** “product view” */
  one: string;
  /** “product views” */
  many: string;
}

type Row = readonly [past: string, base: string, object: string, one: string, many?: string];

/** Segment's Ecommerce and Email events, and some that every site has. */
const ROWS: Readonly<Record<string, Row>> = {
  'Products Searched': ['searched for', 'search for', 'products', 'product search', 'product searches'],
  'Product List Viewed': ['viewed', 'view', 'a product list', 'product list view'],
  'Product List Filtered': ['filtered', 'filter', 'a product list', 'product list filter'],
  'Promotion Viewed': ['viewed', 'view', 'a promotion', 'promotion view'],
  'Promotion Clicked': ['clicked', 'click', 'a promotion', 'promotion click'],
  'Product Clicked': ['clicked', 'click', 'a product', 'product click'],
  'Product Viewed': ['viewed', 'view', 'a product', 'product view'],
  'Product Added': ['added', 'add', 'a product to the cart', 'product added to the cart', 'products added to the cart'],
  'Product Removed': [
    'removed',
    'remove',
    'a product from the cart',
    'product removed from the cart',
    'products removed from the cart',
  ],
  'Cart Viewed': ['viewed', 'view', 'the cart', 'cart view'],
  'Checkout Started': ['started', 'start', 'a checkout', 'checkout'],
  'Checkout Step Viewed': ['viewed', 'view', 'a checkout step', 'checkout step viewed', 'checkout steps viewed'],
  'Checkout Step Completed': ['completed', 'complete', 'a checkout step', 'checkout step completed', 'checkout steps completed'],
  'Payment Info Entered': ['entered', 'enter', 'payment details', 'entry of payment details', 'entries of payment details'],
  'Order Completed': ['completed', 'complete', 'an order', 'order'],
  'Order Updated': ['updated', 'update', 'an order', 'order update'],
  'Order Refunded': ['had', 'have', 'an order refunded', 'refund'],
  'Order Cancelled': ['cancelled', 'cancel', 'an order', 'order cancellation'],
  'Coupon Entered': ['entered', 'enter', 'a coupon', 'coupon entered', 'coupons entered'],
  'Coupon Applied': ['used', 'use', 'a coupon', 'coupon used', 'coupons used'],
  'Coupon Denied': ['had', 'have', 'a coupon denied', 'coupon denied', 'coupons denied'],
  'Coupon Removed': ['removed', 'remove', 'a coupon', 'coupon removed', 'coupons removed'],
  'Product Added to Wishlist': [
    'added',
    'add',
    'a product to the wishlist',
    'product added to the wishlist',
    'products added to the wishlist',
  ],
  'Product Removed from Wishlist': [
    'removed',
    'remove',
    'a product from the wishlist',
    'product removed from the wishlist',
    'products removed from the wishlist',
  ],
  'Wishlist Product Added to Cart': [
    'moved',
    'move',
    'a product from the wishlist to the cart',
    'product moved to the cart',
    'products moved to the cart',
  ],
  'Product Shared': ['shared', 'share', 'a product', 'product shared', 'products shared'],
  'Cart Shared': ['shared', 'share', 'the cart', 'cart shared', 'carts shared'],
  'Product Reviewed': ['reviewed', 'review', 'a product', 'product review'],
  'Email Opened': ['opened', 'open', 'an e-mail', 'opened e-mail'],
  'Email Link Clicked': ['clicked', 'click', 'a link in an e-mail', 'click in an e-mail', 'clicks in e-mails'],
  'Email Delivered': ['received', 'receive', 'an e-mail', 'delivered e-mail'],
  'Email Marked as Spam': ['marked', 'mark', 'an e-mail as spam', 'spam report'],
  'Page Viewed': ['viewed', 'view', 'a page', 'page view'],
  'Signed Up': ['signed', 'sign', 'up', 'sign-up'],
  'Signed In': ['signed', 'sign', 'in', 'sign-in'],
  'Signed Out': ['signed', 'sign', 'out', 'sign-out'],
};

/** Events whose sentence is not “did something to something”. */
const IRREGULAR: Readonly<Record<string, EventWords>> = {
  [ANY_EVENT]: { past: 'did anything', not: 'did nothing', one: 'event', many: 'events' },
  'Email Sent': { past: 'was sent an e-mail', not: 'was not sent an e-mail', one: 'e-mail sent', many: 'e-mails sent' },
  'Email Bounced': { past: 'had an e-mail bounce', not: 'had no e-mail bounce', one: 'bounced e-mail', many: 'bounced e-mails' },
  Subscribed: { past: 'subscribed', not: 'did not subscribe', one: 'subscription', many: 'subscriptions' },
  Unsubscribed: { past: 'unsubscribed', not: 'did not unsubscribe', one: 'unsubscription', many: 'unsubscriptions' },
};

function fromRow([past, base, object, one, many = `${one}s`]: Row): EventWords {
  return { past: `${past} ${object}`, not: `did not ${base} ${object}`, one, many };
}

function nameWords(name: string): EventWords {
  const irregular = Object.hasOwn(IRREGULAR, name) ? IRREGULAR[name] : undefined;
  const row = Object.hasOwn(ROWS, name) ? ROWS[name] : undefined;
  if (irregular) return irregular;
  if (row) return fromRow(row);
  return {
    past: `did ${quote(name)}`,
    not: `did not do ${quote(name)}`,
    one: `${quote(name)} event`,
    many: `${quote(name)} events`,
  };
}

/** The words of an `E`; several names are “either … or …”. */
export function eventWords(selector: EventSelector): EventWords {
  const words = eventNames(selector).map(nameWords);
  const [only] = words;
  if (only && words.length === 1) return only;
  return {
    past: `either ${listWords(
      words.map(({ past }) => past),
      'or',
    )}`,
    not: `neither ${listWords(
      words.map(({ past }) => past),
      'nor',
    )}`,
    one: listWords(
      words.map(({ one }) => one),
      'or',
    ),
    many: listWords(
      words.map(({ many }) => many),
      'and',
    ),
  };
}

/** Properties that name the product an event is about. */
const PRODUCT_IDS: ReadonlySet<string> = new Set(['product_id', 'productId', 'product', 'sku', 'item_id', 'name']);

/** “viewed the same product”, where the property names the product of such an event. */
export function samePhrase(selector: EventSelector, property: string): string | undefined {
  const { past } = eventWords(selector);
  if (typeof selector !== 'string' || !PRODUCT_IDS.has(property) || !/ a product\b(?! list)/.test(past) || past.includes('“'))
    return undefined;
  return past.replace(' a product', ' the same product');
}

/** What an `E2` says, with its filters: “complete an order (where …)”. */
export function otherEventWords(other: OtherEvent): EventWords {
  const { event, where } = otherEventParts(other);
  const words = eventWords(event);
  const filters = whereWords(where);
  const filtered = (phrase: string): string => sentence(phrase, filters);
  return { past: filtered(words.past), not: filtered(words.not), one: filtered(words.one), many: filtered(words.many) };
}
