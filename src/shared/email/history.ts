import { ownValue } from '../own-value.js';
import type { TokenValue } from './message.js';
import {
  MOST_LISTED,
  NameReader,
  ORDER_NAMES,
  plainNameOf,
  PRODUCT_NAMES,
  put,
  type Properties,
  type TokenRecord,
} from './names.js';

/** An event of a customer's history, as tokens see it. */
export interface PastEvent {
  event: string;
  /** UTC ms. */
  time: number;
  properties: Properties;
}

/** `recent.…` lists hold at most this many products. */
export const MOST_RECENT = 12;

/** What events do to carts, orders and recent history, by their names in plain form: Segment's Ecommerce spec and near spellings. */
const MEANINGS = {
  product_viewed: 'viewed',
  viewed_product: 'viewed',
  view_item: 'viewed',
  product_clicked: 'viewed',
  product_added: 'added',
  added_to_cart: 'added',
  add_to_cart: 'added',
  added_product: 'added',
  product_removed: 'removed',
  removed_from_cart: 'removed',
  remove_from_cart: 'removed',
  removed_product: 'removed',
  product_added_to_wishlist: 'wished',
  add_to_wishlist: 'wished',
  added_to_wishlist: 'wished',
  product_purchased: 'purchased',
  purchased_product: 'purchased',
  order_completed: 'ordered',
  completed_order: 'ordered',
  order_placed: 'ordered',
  placed_order: 'ordered',
  purchase: 'ordered',
} as const;
type Meaning = (typeof MEANINGS)[keyof typeof MEANINGS];

/** Lists of `recent`. */
export const RECENT_LISTS = ['viewed', 'added', 'wished', 'purchased'] as const;
type RecentList = (typeof RECENT_LISTS)[number];

export function meaningOf(event: string): Meaning | undefined {
  return ownValue<Meaning>(MEANINGS, plainNameOf(event));
}

const products = new NameReader(PRODUCT_NAMES);
const orders = new NameReader(ORDER_NAMES);

/** A product with its usual names, the other properties of its event, and what tells it from others. */
export interface KnownProduct {
  key: string;
  fields: TokenRecord;
}

/** `products.3.name` → place and name. */
const LISTED = /^(?:products|items|line_items|lineItems)\.(\d{1,3})\.(.+)$/;

/**
 * What a customer has looked at, put into the cart and bought, event after event. It is read at any instant and knows nothing of
 * what comes later.
 */
export class ProductHistory {
  readonly #recent: Record<RecentList, Map<string, KnownProduct>> = {
    viewed: new Map(),
    added: new Map(),
    wished: new Map(),
    purchased: new Map(),
  };
  readonly #cart = new Map<string, KnownProduct & { quantity: number }>();
  readonly #known = new Map<string, TokenRecord>();
  #orders = 0;
  #total: number | undefined;
  #last: TokenRecord | undefined;
  #nameless = 0;

  /** The next event joins the history. */
  take({ event, time, properties }: PastEvent): void {
    const meaning = meaningOf(event);
    if (!meaning) return;
    if (meaning === 'ordered') {
      this.#order(time, properties);
      return;
    }
    const product = this.#learn(properties);
    if (meaning === 'removed') this.#remove(product, ownValue(product.fields, 'quantity'));
    else this.#remember(meaning, product);
    if (meaning === 'added') this.#add(product);
  }

  /** The product that an event tells of, with what else the history says of it. */
  product(properties: Properties): TokenRecord {
    const fields = products.read(properties);
    const before = this.#known.get(keyOf(fields) ?? '');
    const all: TokenRecord = {};
    if (before) for (const [name, value] of Object.entries(before)) if (name !== 'quantity') put(all, name, value);
    for (const [name, value] of Object.entries(properties)) if (!LISTED.test(name) && !name.includes('.')) put(all, name, value);
    for (const [name, value] of Object.entries(fields)) put(all, name, value);
    return all;
  }

  /** Whether the properties name a product. */
  static names(properties: Properties): boolean {
    return keyOf(products.read(properties)) !== undefined;
  }

  /** What is known of the product of this id or name. */
  find(id: string): TokenRecord | undefined {
    return this.#known.get(id);
  }

  /** The product that a message is most likely about, where its event names none: the last in the cart, else the last one looked at. */
  latest(): TokenRecord | undefined {
    return [...this.#cart.values()].at(-1)?.fields ?? [...this.#recent.viewed.values()].at(-1)?.fields;
  }

  recent(): TokenRecord {
    const lists: TokenRecord = {};
    for (const list of RECENT_LISTS)
      lists[list] = [...this.#recent[list].values()]
        .slice(-MOST_RECENT)
        .reverse()
        .map(({ fields }) => fields);
    return lists;
  }

  cart(): TokenRecord {
    const items = [...this.#cart.values()].reverse();
    const prices = items.map(({ fields, quantity }) => quantity * numberOf(ownValue(fields, 'price')));
    const priced = prices.filter((price) => !Number.isNaN(price));
    const currency = items.map(({ fields }) => ownValue(fields, 'currency')).find((each) => each !== undefined);
    return {
      items: items.slice(0, MOST_LISTED).map(({ fields, quantity }) => ({ ...fields, quantity })),
      count: items.reduce((sum, { quantity }) => sum + quantity, 0),
      ...((priced.length > 0 || items.length === 0) && { total: rounded(priced.reduce((sum, price) => sum + price, 0)) }),
      ...(currency !== undefined && { currency }),
    };
  }

  orders(): TokenRecord {
    return {
      count: this.#orders,
      ...(this.#total !== undefined && { total: rounded(this.#total), average: rounded(this.#total / this.#orders) }),
      ...(this.#last && { last: this.#last }),
    };
  }

  #learn(properties: Properties): KnownProduct {
    const fields = this.product(properties);
    const key = keyOf(fields);
    if (key === undefined) return { key: `?${String((this.#nameless += 1))}`, fields };
    this.#known.set(key, fields);
    return { key, fields };
  }

  #remember(list: RecentList, product: KnownProduct): void {
    const recent = this.#recent[list];
    recent.delete(product.key);
    recent.set(product.key, product);
    const [oldest] = recent.keys();
    if (recent.size > MOST_RECENT && oldest !== undefined) recent.delete(oldest);
  }

  #add(product: KnownProduct): void {
    const quantity = positive(ownValue(product.fields, 'quantity')) ?? 1;
    const before = this.#cart.get(product.key)?.quantity ?? 0;
    this.#cart.delete(product.key);
    this.#cart.set(product.key, { ...product, quantity: before + quantity });
  }

  /** So many pieces, or all of them where the event does not say. */
  #remove({ key }: KnownProduct, pieces: TokenValue | undefined): void {
    const held = this.#cart.get(key);
    if (!held) return;
    const left = held.quantity - (positive(pieces) ?? held.quantity);
    if (left > 0) held.quantity = left;
    else this.#cart.delete(key);
  }

  #order(time: number, properties: Properties): void {
    const listed = listedProducts(properties).map((each) => this.#learn(each));
    const items = listed.length > 0 ? listed : [...this.#cart.values()];
    for (const item of items) this.#remember('purchased', item);
    const read = orders.read(properties);
    const total = numberOf(ownValue(read, 'total'));
    this.#orders += 1;
    if (!Number.isNaN(total)) this.#total = (this.#total ?? 0) + total;
    const last: TokenRecord = {};
    for (const [name, value] of Object.entries(properties)) if (!name.includes('.')) put(last, name, value);
    for (const [name, value] of Object.entries(read)) put(last, name, value);
    put(last, 'time', new Date(time).toISOString());
    put(
      last,
      'items',
      items.slice(0, MOST_LISTED).map(({ fields }) => fields),
    );
    this.#last = last;
    this.#cart.clear();
  }
}

/** What tells a product from others: its id, else its name. */
function keyOf(fields: TokenRecord): string | undefined {
  const id = ownValue(fields, 'id') ?? ownValue(fields, 'name');
  return typeof id === 'object' || id === undefined ? undefined : String(id);
}

/** The products of an order that came as a list and was flattened (semantics §1). */
function listedProducts(properties: Properties): Properties[] {
  const found = new Map<number, Record<string, Properties[string]>>();
  for (const [name, value] of Object.entries(properties)) {
    const [, place, field] = LISTED.exec(name) ?? [];
    if (place === undefined || field === undefined || field.includes('.')) continue;
    const product = found.get(Number(place)) ?? {};
    put(product, field, value);
    found.set(Number(place), product);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, product]) => product);
}

function numberOf(value: TokenValue | undefined): number {
  return typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function positive(value: TokenValue | undefined): number | undefined {
  const number = numberOf(value);
  return number > 0 ? number : undefined;
}

/** Sums of decimal fractions are not exact in binary; a hundredth of a cent is. */
function rounded(sum: number): number {
  return Math.round(sum * 10_000) / 10_000;
}
