import type { Scalar } from '../condition/comparison.js';
import type { TokenValue } from './message.js';

/**
 * The usual names of what logs hold, under each of the spellings in use. Spellings are compared in their plain form, so that
 * `productId`, `Product ID` and `product_id` are one.
 */
export interface UsualName {
  /** As templates write it. */
  name: string;
  description: string;
  /** Plain forms in which logs have it, the likeliest first. */
  spellings: readonly string[];
}

/** Properties of events that tell of a product. */
export const PRODUCT_NAMES: readonly UsualName[] = [
  {
    name: 'id',
    description: 'Number or code of the product',
    spellings: ['product_id', 'sku', 'id', 'item_id', 'variant_id', 'product'],
  },
  {
    name: 'name',
    description: 'What the product is called',
    spellings: ['product_name', 'name', 'title', 'product_title', 'item_name'],
  },
  {
    name: 'price',
    description: 'Price of one piece',
    spellings: ['price', 'unit_price', 'product_price', 'item_price', 'price_per_unit'],
  },
  { name: 'quantity', description: 'How many pieces', spellings: ['quantity', 'qty', 'units'] },
  {
    name: 'category',
    description: 'Category of the product',
    spellings: ['category', 'product_category', 'category_name', 'item_category', 'department', 'product_type'],
  },
  {
    name: 'brand',
    description: 'Brand of the product',
    spellings: ['brand', 'product_brand', 'item_brand', 'manufacturer', 'vendor'],
  },
  {
    name: 'variant',
    description: 'Colour, size or the like',
    spellings: ['variant', 'product_variant', 'item_variant', 'variant_name'],
  },
  {
    name: 'url',
    description: 'Address of the product’s page',
    spellings: ['url', 'product_url', 'page_url', 'link', 'item_url', 'permalink'],
  },
  {
    name: 'image_url',
    description: 'Address of a picture of the product',
    spellings: [
      'image_url',
      'image',
      'product_image',
      'product_image_url',
      'img',
      'img_url',
      'picture',
      'thumbnail',
      'image_link',
    ],
  },
  { name: 'currency', description: 'Currency of the price', spellings: ['currency', 'currency_code', 'price_currency'] },
];

/** Properties of a finished order. */
export const ORDER_NAMES: readonly UsualName[] = [
  {
    name: 'id',
    description: 'Number of the order',
    spellings: ['order_id', 'id', 'transaction_id', 'order_number', 'basket_id', 'checkout_id'],
  },
  {
    name: 'total',
    description: 'What the order came to',
    spellings: ['total', 'order_total', 'total_price', 'revenue', 'value', 'grand_total', 'amount', 'order_value', 'subtotal'],
  },
  { name: 'currency', description: 'Currency of the order', spellings: ['currency', 'currency_code'] },
];

/** Traits of customers. */
export const CUSTOMER_NAMES: readonly UsualName[] = [
  { name: 'first_name', description: 'First name', spellings: ['first_name', 'firstname', 'given_name', 'fname', 'forename'] },
  { name: 'last_name', description: 'Last name', spellings: ['last_name', 'lastname', 'family_name', 'surname', 'lname'] },
  { name: 'name', description: 'Whole name', spellings: ['name', 'full_name', 'fullname', 'display_name'] },
  { name: 'email', description: 'E-mail address', spellings: ['email', 'email_address', 'mail'] },
  { name: 'city', description: 'Town', spellings: ['city', 'town', 'address_city'] },
  { name: 'country', description: 'Country', spellings: ['country', 'country_name', 'address_country', 'country_code'] },
  { name: 'language', description: 'Language', spellings: ['language', 'locale', 'preferred_language', 'lang'] },
  { name: 'company', description: 'Company', spellings: ['company', 'company_name', 'organisation', 'organization'] },
];

/** A name in its plain form: `productId`, `Product ID` and `product-id` are all `product_id`. */
export function plainName(name: string): string {
  return name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
}

export type Properties = Readonly<Record<string, Scalar>>;
export type TokenRecord = Record<string, TokenValue>;

/** Looks up usual names in the properties of one event or customer. */
export class NameReader {
  readonly #spellings = new Map<string, readonly string[]>();

  constructor(names: readonly UsualName[]) {
    for (const { name, spellings } of names) this.#spellings.set(name, spellings);
  }

  /** The names that the table has. */
  get names(): IterableIterator<string> {
    return this.#spellings.keys();
  }

  /** The usual names that properties have, by the likeliest spelling. */
  read(properties: Properties): TokenRecord {
    const plain = plainProperties(properties);
    const found: TokenRecord = {};
    for (const [name, spellings] of this.#spellings) {
      const value = spellings.map((spelling) => plain.get(spelling)).find((each) => each !== undefined && each !== '');
      if (value !== undefined) found[name] = value;
    }
    return found;
  }
}

const plainNames = new Map<string, string>();
/** Names of properties come back with every event; more of them than this are hostile. */
const MOST_REMEMBERED = 10_000;

/** `plainName`, remembered. */
export function plainNameOf(name: string): string {
  let plain = plainNames.get(name);
  if (plain === undefined) {
    plain = plainName(name);
    if (plainNames.size < MOST_REMEMBERED) plainNames.set(name, plain);
  }
  return plain;
}

function plainProperties(properties: Properties): Map<string, Scalar> {
  const plain = new Map<string, Scalar>();
  for (const [name, value] of Object.entries(properties)) {
    const key = plainNameOf(name);
    if (!plain.has(key)) plain.set(key, value);
  }
  return plain;
}

/** Sets an own property whatever its name: `__proto__` is a name like others. */
export function put<Value>(record: Record<string, Value>, name: string, value: NoInfer<Value>): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

/** A list that comes flattened (`products.0.name`, semantics §1) has at most this many things. */
export const MOST_LISTED = 50;

interface Branch {
  children: Map<string, Branch>;
  value: Scalar | undefined;
}

/** Flat names with dots as they were before they were flattened: `{"address.city": "Bern"}` is `{address: {city: "Bern"}}`, places are lists. */
export function nested(properties: Properties): TokenRecord {
  const root: Branch = { children: new Map(), value: undefined };
  for (const [name, value] of Object.entries(properties)) {
    let branch = root;
    for (const part of name.split('.')) {
      const next = branch.children.get(part) ?? { children: new Map<string, Branch>(), value: undefined };
      branch.children.set(part, next);
      branch = next;
    }
    branch.value = value;
  }
  const record: TokenRecord = {};
  for (const [name, branch] of root.children) put(record, name, grown(branch));
  return record;
}

function grown({ children, value }: Branch): TokenValue {
  if (children.size === 0) return value ?? '';
  const names = [...children.keys()];
  if (names.every((name) => /^\d{1,3}$/.test(name)))
    return names
      .sort((a, b) => Number(a) - Number(b))
      .slice(0, MOST_LISTED)
      .flatMap((name) => {
        const child = children.get(name);
        return child ? [grown(child)] : [];
      });
  const record: TokenRecord = {};
  for (const [name, child] of children) put(record, name, grown(child));
  return record;
}
