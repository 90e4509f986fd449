import { describe, expect, it } from 'vitest';
import { ProductHistory, type PastEvent } from './history.js';
import { nested, plainName } from './names.js';
import { liquidWords, neededByLiquid } from './needs.js';
import { messageValues, recipientValues } from './values.js';
import { NO_EMAIL_SETTINGS } from './template.js';

function historyOf(...events: (readonly [string, PastEvent['properties']])[]): ProductHistory {
  const history = new ProductHistory();
  events.forEach(([event, properties], place) => {
    history.take({ event, time: place * 1000, properties });
  });
  return history;
}

const cup = { product_id: 'c', name: 'Cup', price: 10, category: 'Cups' };
const pot = { productId: 'p', title: 'Pot', 'Unit Price': 25.5 };

describe('plain names', () => {
  it.each([
    ['productId', 'product_id'],
    ['Product ID', 'product_id'],
    ['product-id', 'product_id'],
    ['$first name', 'first_name'],
    ['SKU', 'sku'],
    ['größe', 'größe'],
    ['…', ''],
  ])('%s is %s', (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });
});

describe('carts', () => {
  it('hold what was added, less what was removed, the latest first', () => {
    const history = historyOf(
      ['Product Added', cup],
      ['Product Added', { ...pot, quantity: 3 }],
      ['add_to_cart', { ...cup, quantity: '2' }],
      ['Product Removed', { ...pot, quantity: 1 }],
    );
    expect(history.cart()).toMatchObject({
      items: [
        { id: 'c', name: 'Cup', quantity: 3 },
        { id: 'p', name: 'Pot', quantity: 2 },
      ],
      count: 5,
      total: 81,
    });
    history.take({ event: 'Product Removed', time: 9, properties: { product_id: 'c' } });
    expect(history.cart()).toMatchObject({ items: [{ id: 'p' }], count: 2 });
    history.take({ event: 'Product Removed', time: 9, properties: { product_id: 'none' } });
    history.take({ event: 'Product Removed', time: 9, properties: { ...pot, quantity: 99 } });
    expect(history.cart()).toEqual({ items: [], count: 0, total: 0 });
  });

  it('have no total where there are no prices, and no rounding in it', () => {
    expect(historyOf(['Product Added', { product_id: 1 }]).cart()).toEqual({
      items: [{ id: 1, product_id: 1, quantity: 1 }],
      count: 1,
    });
    expect(
      historyOf(['Product Added', { id: 'a', price: 0.1 }], ['Product Added', { id: 'b', price: 0.2 }]).cart()['total'],
    ).toBe(0.3);
  });
});

describe('orders', () => {
  it('buy what they list, else the cart, and empty it', () => {
    const history = historyOf(
      ['Product Added', cup],
      ['Order Completed', { order_id: 'o1', revenue: 10 }],
      ['Product Added', cup],
      [
        'Order Completed',
        { order_id: 'o2', total: '25.50', 'products.1.name': 'Lid', 'products.0.title': 'Pot', 'products.0.product_id': 'p' },
      ],
    );
    expect(history.orders()).toMatchObject({ count: 2, total: 35.5, average: 17.75 });
    expect(history.orders()['last']).toMatchObject({
      id: 'o2',
      total: '25.50',
      time: '1970-01-01T00:00:03.000Z',
      items: [{ name: 'Pot', id: 'p' }, { name: 'Lid' }],
    });
    expect(history.recent()['purchased']).toMatchObject([{ name: 'Lid' }, { name: 'Pot' }, { name: 'Cup' }]);
    expect(history.cart()).toMatchObject({ count: 0 });
  });
});

describe('recent products', () => {
  it('are each there once, the latest first, with what is known of them', () => {
    const history = historyOf(
      ['Product Viewed', cup],
      ['Product Viewed', pot],
      ['Product Viewed', { product_id: 'c', price: 9 }],
      ['Product Added to Wishlist', { product_id: 'c' }],
      ['Email Opened', cup],
    );
    expect(history.recent()).toMatchObject({
      viewed: [
        { name: 'Cup', price: 9, category: 'Cups' },
        { name: 'Pot', price: 25.5 },
      ],
      wished: [{ name: 'Cup', price: 9 }],
      added: [],
    });
  });

  it('are no more than a message may want', () => {
    const many = Array.from({ length: 100 }, (_, n) => ['Product Viewed', { product_id: n }] as const);
    expect(historyOf(...many).recent()['viewed']).toHaveLength(12);
  });
});

describe('values', () => {
  const facts = { userId: 'u', traits: { firstName: 'Ana', cart: 'mine', 'address.city': 'Bern' }, time: 0 };

  it('have the traits, flat as well, behind the names of Waypost', () => {
    const values = recipientValues({ ...facts, history: historyOf() });
    expect(values).toMatchObject({
      first_name: 'Ana',
      firstName: 'Ana',
      address: { city: 'Bern' },
      customer: { first_name: 'Ana', cart: 'mine', id: 'u', address: { city: 'Bern' } },
      cart: { count: 0 },
      trigger: {},
    });
    expect(values).not.toHaveProperty('product');
  });

  it('are about the product of the event, else the one counted by, else the latest', () => {
    const history = historyOf(['Product Viewed', pot], ['Product Viewed', cup]);
    const name = (trigger?: Parameters<typeof recipientValues>[0]['trigger']) =>
      recipientValues({ ...facts, history, trigger })['product_name'];
    expect(name({ event: { name: 'Product Viewed', properties: { productId: 'p' } }, time: 0, by: 'c' })).toBe('Pot');
    expect(name({ time: 0, by: 'p' })).toBe('Pot');
    expect(name({ time: 0, by: 'unknown' })).toBe('Cup');
    expect(name({ event: { name: 'Signed Up', properties: { plan: 'pro' } }, time: 0 })).toBe('Cup');
    expect(name()).toBe('Cup');
  });

  it('have the discount of the product’s category, else that of all others', () => {
    const settings = { ...NO_EMAIL_SETTINGS, discounts: { Cups: '10 %' }, otherDiscount: '5 %' };
    const of = (history: ProductHistory) =>
      messageValues(recipientValues({ ...facts, history }), settings, { unsubscribe: 'https://a.b' });
    expect(of(historyOf(['Product Viewed', cup]))).toMatchObject({ category_discount: '10 %', unsubscribe_url: 'https://a.b' });
    expect(of(historyOf(['Product Viewed', { ...cup, category: 'constructor' }]))).toMatchObject({ category_discount: '5 %' });
    expect(messageValues({}, NO_EMAIL_SETTINGS, { unsubscribe: '' })).not.toHaveProperty('category_discount');
  });

  it('give lists back that were flattened', () => {
    expect(nested({ 'a.0.b': 1, 'a.1.b': 2, 'c.d': 'x', e: true })).toEqual({ a: [{ b: 1 }, { b: 2 }], c: { d: 'x' }, e: true });
  });
});

describe('the columns that a template needs', () => {
  const present = {
    properties: ['Product ID', 'title', 'unit_price', 'colour', 'products.0.name', 'products.40.name', 'note'],
    traits: ['First Name', 'timezone', 'plan', 'address.city'],
  };
  const needed = (text: string) => neededByLiquid(liquidWords([text]), present);

  it('are those that its Liquid may name, by any spelling, and what tells products apart', () => {
    expect(needed('Hello')).toEqual({ properties: ['Product ID', 'title', 'products.0.name'], traits: ['timezone'] });
    expect(needed('{{ trigger.colour }} {{ customer.first_name }}')).toEqual({
      properties: ['Product ID', 'title', 'colour', 'products.0.name'],
      traits: ['First Name', 'timezone'],
    });
    expect(needed('{{ cart.total }}').properties).toContain('unit_price');
    expect(needed('{{ product_price }}').properties).toContain('unit_price');
    expect(needed('{{ cart.items | map: "note" }} {{ customer.address.city }}')).toMatchObject({
      properties: expect.arrayContaining(['note']) as unknown,
      traits: ['timezone', 'address.city'],
    });
  });

  it('are all where any may be named', () => {
    for (const text of ['{{ customer[trigger.by] }}', '{{ trigger | json }}'])
      expect(needed(text)).toEqual({
        properties: present.properties.filter((name) => !name.includes('40')),
        traits: present.traits,
      });
  });
});
