import { CUSTOMER_NAMES, ORDER_NAMES, PRODUCT_NAMES, type UsualName } from './names.js';
import { RECENT_LISTS } from './history.js';

/** What the tokens of a project are about, in the order in which they are offered. */
export const TOKEN_GROUPS = ['Customer', 'Event', 'Product', 'History', 'Cart', 'Orders', 'Message', 'Sender'] as const;
export type TokenGroup = (typeof TOKEN_GROUPS)[number];

/** A token that every project has; docs/emails.md lists them for people. */
export interface TokenSpec {
  name: string;
  group: TokenGroup;
  kind: 'value' | 'list' | 'address';
  description: string;
  /** Whether it may be missing, so that it wants a default. */
  mayLack: boolean;
  /** A default that reads well. */
  otherwise?: string;
}

const value = (group: TokenGroup, name: string, description: string, mayLack = false): TokenSpec => ({
  ...{ name, group, kind: 'value', description, mayLack },
});

const RECENT_WORDS: Readonly<Record<(typeof RECENT_LISTS)[number], string>> = {
  viewed: 'Products looked at, the latest first',
  added: 'Products put into the cart, the latest first, bought or not',
  wished: 'Products put on the wish list, the latest first',
  purchased: 'Products bought, the latest first',
};

/** Traits that are offered under their usual names whatever the log calls them. */
export const CUSTOMER_TOKENS: readonly TokenSpec[] = CUSTOMER_NAMES.map(({ name, description }) => ({
  ...value('Customer', `customer.${name}`, description, true),
  ...(/^(first_)?name$/.test(name) && { otherwise: 'there' }),
}));

export const FIXED_TOKENS: readonly TokenSpec[] = [
  value('Customer', 'customer.id', 'The customer’s id in the log'),
  value('Event', 'trigger.event', 'Name of the event that began the journey', true),
  value('Event', 'trigger.time', 'When that event happened'),
  value('Event', 'trigger.by', 'What the trigger counted by: the product viewed three times', true),
  ...PRODUCT_NAMES.filter(({ name }) => name !== 'quantity').map(({ name, description }) => ({
    ...value('Product', `product_${name}`, `${description} that the message is about`, true),
    kind: name.endsWith('url') ? ('address' as const) : ('value' as const),
    ...(name === 'name' && { otherwise: 'your choice' }),
  })),
  value('Product', 'category_discount', 'The discount of the product’s category, from the e-mail settings', true),
  ...RECENT_LISTS.map((list): TokenSpec => ({ ...value('History', `recent.${list}`, RECENT_WORDS[list]), kind: 'list' })),
  { ...value('Cart', 'cart.items', 'Products in the cart, the latest first'), kind: 'list' },
  value('Cart', 'cart.count', 'How many pieces are in the cart'),
  value('Cart', 'cart.total', 'What the cart comes to', true),
  value('Cart', 'cart.currency', 'Currency of the cart', true),
  value('Orders', 'orders.count', 'How many orders the customer has placed'),
  value('Orders', 'orders.total', 'What all orders came to', true),
  value('Orders', 'orders.average', 'What an order came to on average', true),
  ...ORDER_NAMES.map(({ name, description }) =>
    value('Orders', `orders.last.${name}`, `Of the latest order: ${lower(description)}`, true),
  ),
  value('Orders', 'orders.last.time', 'When the latest order was placed', true),
  { ...value('Orders', 'orders.last.items', 'Products of the latest order', true), kind: 'list' },
  { ...value('Message', 'unsubscribe_url', 'Where one click ends the customer’s consent'), kind: 'address' },
  value('Message', 'message.time', 'The instant of the message'),
  value('Message', 'journey.name', 'Name of the journey'),
  value('Message', 'step.name', 'Name of the e-mail step', true),
  value('Sender', 'sender.name', 'Who sends, from the e-mail settings'),
  value('Sender', 'sender.postal_address', 'Postal address of the sender, from the e-mail settings'),
  { ...value('Sender', 'sender.website', 'Front page of the shop, from the e-mail settings'), kind: 'address' },
];

/** Fields of the products in lists, and of `product`. */
export const PRODUCT_FIELDS: readonly UsualName[] = PRODUCT_NAMES;

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What to insert for a token: with a default where it may be missing, in a filter that makes an address safe to follow, as a loop for a list. */
export function insertOf({
  name,
  kind,
  mayLack,
  otherwise = '',
}: Pick<TokenSpec, 'name' | 'kind' | 'mayLack' | 'otherwise'>): string {
  if (kind === 'list') return `{% for item in ${name} %}{{ item.name }}{% endfor %}`;
  return mayLack ? `{{ ${name} | default: "${otherwise}" }}` : `{{ ${name} }}`;
}
