import { expect, it } from 'vitest';
import type { Token } from '../../../shared/contract/emails.js';
import { exampleValues } from './examples.js';

const token = (name: string, rest: Partial<Token>): Token => ({
  ...{ name, group: 'Customer', kind: 'value', description: '', examples: [], share: null, insert: '', fields: [] },
  ...rest,
});

it('makes values of examples, nested as templates ask for them', () => {
  const tokens = [
    token('customer.first_name', { examples: ['Ana', 'Ben'] }),
    token('customer.city', {}),
    token('cart.count', { examples: [2] }),
    token('cart.items', {
      kind: 'list',
      fields: [
        { name: 'name', description: '', examples: ['Mill', 'Pan'] },
        { name: 'url', description: '', examples: [] },
      ],
    }),
    token('unsubscribe_url', { kind: 'address' }),
    token('__proto__.x', { examples: ['no'] }),
  ];
  const settings = {
    sender: { name: 'Shop', postalAddress: '1 Street', website: 'https://shop.example' },
    discounts: {},
    otherDiscount: '',
  };
  const values = exampleValues(tokens, settings);
  expect(values).toMatchObject({
    customer: { first_name: 'Ana' },
    cart: { count: 2, items: [{ name: 'Mill' }, { name: 'Pan' }, { name: 'Mill' }] },
    unsubscribe_url: '#',
    sender: { name: 'Shop', postal_address: '1 Street' },
  });
  expect({}).not.toHaveProperty('x');
});
