import { describe, expect, it } from 'vitest';
import { vocabularyOf } from '../../../shared/email/vocabulary.js';
import { liquidFault, nameProblems } from './names.js';

const vocabulary = vocabularyOf({
  traits: ['first_name', 'address.city', '__proto__'],
  properties: ['product_id', 'colour', 'products.0.sku', 'products.1.label'],
  hasLog: true,
});
const names = { vocabulary, shares: new Map([['customer.first_name', 0.8]]) };
const problems = (text: string, known = names) => nameProblems(text, 'mjml', known);

describe('names in templates', () => {
  it.each([
    '{{ customer.first_name | default: "there" }} {{ customer.address.city }} {{ first_name }} {{ customer.id }}',
    '{{ trigger.colour }} {{ trigger.event }} {{ trigger.by }} {{ trigger.products[0].sku }} {{ trigger.products.first.label }}',
    '{% for item in cart.items %}{{ item.name }}{{ item.colour }}{{ forloop.index }}{% endfor %}{{ cart.items.size }}',
    '{% for order in orders.last.items %}{{ order.price }}{% endfor %} {{ orders.last.time | date: "%d" }}',
    '{% assign n = cart.count | plus: 1 %}{{ n }} {{ recent.viewed.first.name }} {{ product_image_url }} {{ product.colour }}',
    '{{ customer["__proto__"] }} {{ customer[trigger.by] }} {{ category_discount }} {{ sender.postal_address }}',
    '{{ "text" | upcase }} {{ 5 }} {% comment %}{{ nothing.at.all }}{% endcomment %}',
  ])('may be %s', (text) => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['{{ custmer.first_name }}', 'custmer.first_name', 'customer.first_name'],
    ['{{ customer.frist_name }}', 'customer.frist_name', 'customer.first_name'],
    ['{{ customer.firstName }}', 'customer.firstName', 'customer.first_name'],
    ['a\n  {{ trigger.color }}', 'trigger.color', 'trigger.colour'],
    ['{% for item in cart.items %}{{ item.nam }}{% endfor %}', 'item.nam', 'item.name'],
    ['{% if cart.cuont > 1 %}a{% endif %}', 'cart.cuont', 'cart.count'],
    ['{{ recent.veiwed.first.name }}', 'recent.veiwed.first.name', 'recent.viewed.first.name'],
    ['{{ orders.number_of_orders }}', 'orders.number_of_orders', undefined],
    ['{{ constructor }}', 'constructor', undefined],
  ])('are refused where nobody bears them: %s', (text, name, suggestion) => {
    const [problem] = problems(text);
    expect(problem).toMatchObject({ severity: 'error', from: text.indexOf(name), to: text.indexOf(name) + name.length });
    expect(problem?.message).toContain(`Nothing is called {{ ${name} }} here.`);
    if (suggestion === undefined) expect(problem?.message).not.toContain('Did you mean');
    else expect(problem?.message).toContain(`Did you mean {{ ${suggestion} }}?`);
  });

  it('are doubted where there is a default', () => {
    expect(problems('{{ customer.nickname | default: "you" }}')).toMatchObject([{ severity: 'warning' }]);
  });

  it('want a default where some customers lack them', () => {
    expect(problems('{{ customer.first_name }}')).toMatchObject([{ severity: 'warning', from: 3 }]);
    expect(problems('{{ customer.first_name }}')[0]?.message).toMatch(/^20 % of the customers have no customer.first_name/);
    expect(problems('{% if customer.first_name %}a{% endif %}')).toEqual([]);
  });

  it('may be anything before there is a log, but for those of Waypost', () => {
    const known = { vocabulary: vocabularyOf({ traits: [], properties: [], hasLog: false }), shares: new Map<string, number>() };
    expect(problems('{{ customer.nickname }} {{ trigger.colour }}', known)).toEqual([]);
    expect(problems('{{ cart.item }}', known)).toMatchObject([{ severity: 'error' }]);
  });

  it('are not looked for in what is no Liquid', () => {
    expect(problems('{{ a.b | }} {% if %}')).toEqual([]);
    expect(liquidFault('<p>{% if a %}</p>', 'mjml')).toMatchObject({ severity: 'error', from: 3 });
  });
});
