import fc from 'fast-check';
import { Drop, LiquidError } from 'liquidjs';
import { describe, expect, it } from 'vitest';
import type { MissingValue } from '../../../shared/email/message.js';
import { liquid, LiquidText } from './liquid.js';
import { liquidMessage } from './liquid-message.js';

/** A text, or what Liquid says against it. */
function outcome(write: () => unknown): unknown {
  try {
    return write();
  } catch (error) {
    if (error instanceof LiquidError) return { refused: liquidMessage(error) };
    throw error;
  }
}

const byProgram = (text: string, values: object): unknown =>
  outcome(() =>
    LiquidText.parse(text, 'html').render({ ...values }, { time: 0, zone: 'UTC' }, new Map<string, MissingValue>(), false),
  );
const byLiquid = (text: string, values: object): unknown => outcome(() => liquid.renderSync(liquid.parse(text), { ...values }));

/** Something that answers by methods and by what is not there, and is a text as a value. */
class Shopper extends Drop {
  name = 'Ana <3';

  size(): number {
    return 7;
  }

  override liquidMethodMissing(key: string | number): unknown {
    return key === 'list' ? ['<', 1] : undefined;
  }

  override valueOf(): string {
    return 'shopper';
  }
}

const NAMES = ['a', 'b', 'c', 'items', 'name', 'size', 'first', 'last', '__proto__', 'constructor', 'toString', 'forloop'];

const scalar = fc.oneof(
  fc.constantFrom<unknown>('', '<b>', '"x" & \'y\'', '{{ a }}', '3', 0, 1, -2.5, true, false, null, undefined, Number.NaN, ' '),
  fc.string({ maxLength: 4 }),
);
const value = fc.letrec<{ any: unknown; list: unknown[]; record: object }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    tie('list'),
    tie('record'),
    fc.constantFrom(new Shopper(), new Date(0)),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  record: fc
    .array(fc.tuple(fc.constantFrom(...NAMES), tie('any')), { maxLength: 4 })
    .map((entries) => Object.fromEntries(entries)),
}));
const values = fc
  .tuple(value.record, value.any, value.any, value.list)
  .map(([rest, a, b, items]): object => ({ ...rest, a, b, items }));

const name = fc.constantFrom(...NAMES);
const path = fc.oneof(
  name,
  fc.tuple(name, name).map(([first, second]) => `${first}.${second}`),
  fc.tuple(name, name, name).map(([first, second, third]) => `${first}.${second}.${third}`),
  fc.constantFrom('items[0]', 'items[-1].a', 'a["b"]', 'items[b]', 'a[b.c].d', '["a"]', '[b]', 'forloop.index', 'forloop.last'),
);
const operand = fc.oneof(
  path,
  fc.constantFrom('"x"', "'3'", '1', '-2.5', '0', 'true', 'false', 'nil', 'null', 'empty', 'blank', '(1..3)', '(b..2)'),
);
const condition = fc.oneof(
  operand,
  fc
    .tuple(operand, fc.constantFrom('==', '!=', '>', '<', '>=', '<=', 'contains'), operand)
    .map(([left, operator, right]) => `${left} ${operator} ${right}`),
  fc.tuple(path, fc.constantFrom('and', 'or'), operand, operand).map(([a, operator, b, c]) => `${a} ${operator} ${b} == ${c}`),
  path.map((each) => `not ${each}`),
);
const filter = fc.oneof(
  fc.constantFrom(
    'upcase',
    'size',
    'join: ", "',
    'reverse',
    'first',
    'escape',
    'raw',
    'append: b',
    'plus: 1',
    'safe_url',
    'money',
    'date: "%Y"',
  ),
  fc.constantFrom('default: "there"', 'default: b', 'default: "x", allow_false: true', 'default', 'money: "EUR"', 'map: "a"'),
  operand.map((each) => `default: ${each}`),
);
const filtered = fc.tuple(operand, fc.array(filter, { maxLength: 2 })).map(([first, filters]) => [first, ...filters].join(' | '));

const text = fc.letrec<{ text: string; piece: string }>((tie) => {
  const around = (opening: fc.Arbitrary<string>, closing: string, between: fc.Arbitrary<string>) =>
    fc
      .tuple(opening, tie('text'), between, tie('text'))
      .map(([open, body, middle, rest]) => `${open}${body}${middle}${rest}${closing}`);
  const otherwise = fc.constantFrom('', '{% else %}', '{%- else -%}');
  const modifiers = fc.constantFrom(
    '',
    ' limit: 2',
    ' limit: b',
    ' reversed',
    ' limit:1 reversed',
    ' offset: 1',
    ' offset: continue',
    ' reversed: a',
  );
  return {
    piece: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('text ', ' <b>\n', '"', 'x'),
      filtered.map((each) => `{{ ${each} }}`),
      filtered.map((each) => ` {{- ${each} -}} `),
      fc.constantFrom(
        '{% break %}',
        '{% continue %}',
        '{% increment n %}',
        '{% cycle "a", b %}',
        '{% comment %}{{ a }}{% endcomment %}',
        '{% raw %}{{ a }}{% endraw %}',
        '{% echo a %}',
      ),
      fc.tuple(name, filtered).map(([to, from]) => `{% assign ${to} = ${from} %}`),
      around(
        name.map((each) => `{% capture ${each} %}`),
        '{% endcapture %}',
        fc.constant(''),
      ),
      around(
        condition.map((each) => `{% if ${each} %}`),
        '{% endif %}',
        fc.oneof(
          otherwise,
          condition.map((each) => `{% elsif ${each} %}`),
        ),
      ),
      around(
        condition.map((each) => `{% unless ${each} %}`),
        '{% endunless %}',
        otherwise,
      ),
      around(
        operand.map((each) => `{% case ${each} %}{% when 1, "x" %}`),
        '{% endcase %}',
        fc.constantFrom('{% else %}', '{% when b %}'),
      ),
      around(
        fc.tuple(name, operand, modifiers).map(([item, list, rest]) => `{% for ${item} in ${list}${rest} %}`),
        '{% endfor %}',
        otherwise,
      ),
      around(
        fc.tuple(name, path).map(([item, list]) => `{% tablerow ${item} in ${list} cols: 2 %}`),
        '{% endtablerow %}',
        fc.constant(''),
      ),
    ),
    text: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
  };
}).text;

const CART = {
  a: { b: 'x', list: [3, 1] },
  b: 2,
  items: [{ name: 'Cup', price: 3 }, { name: '<Pot>' }, { name: 'Mill', tags: ['new', 'red'] }],
  who: new Shopper(),
};

describe('Liquid as plain functions', () => {
  it('writes what Liquid itself writes', () => {
    let written = 0;
    fc.assert(
      fc.property(text, values, (template, data) => {
        const expected = byLiquid(template, data);
        if (typeof expected === 'string') written++;
        expect(byProgram(template, data)).toEqual(expected);
      }),
      { seed: 5, numRuns: 5_000 },
    );
    expect(written).toBeGreaterThan(2_500);
  });

  it.each([
    [
      'goes through a list',
      '{% for item in items %}{{ item.name | default: "?" }}: {{ item.price | money: "EUR" }};{% endfor %}',
    ],
    ['stands in for an empty list', '{% for item in none %}x{% else %}nothing in {{ a.b }}{% endfor %}'],
    [
      'takes a part of a list',
      '{% for i in items limit: 2 %}{{ i.name }}{% endfor %}{% for i in items offset: continue %}{{ i.name }}{% endfor %}',
    ],
    [
      'takes a list from its end',
      '{% for i in items reversed %}{{ i.name }}{% endfor %}{% for i in items limit: 2 reversed %}{{ i.name }}{% endfor %}',
    ],
    [
      'takes a part that depends',
      '{% for i in items limit: b %}{{ i.name }}{% endfor %}{% for i in items offset: 1 reversed %}{{ i.name }}{% endfor %}',
    ],
    [
      'goes through what is no list',
      '{% for i in a %}{{ i[0] }}{% endfor %}{% for i in (1..b) %}{{ i }}{% endfor %}{% for i in a.b %}{{ i }}{% endfor %}',
    ],
    [
      'knows where it is',
      '{% for i in items %}{{ forloop.index }}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }}{{ forloop.length }}{% unless forloop.last %}, {% endunless %}{% if forloop.first %}!{% endif %}{{ forloop | json }}{% endfor %}',
    ],
    [
      'leaves loops and parts of them',
      '{% for i in items %}{% if i.price %}{% continue %}{% endif %}{{ i.name }}{% if i.tags %}{% break %}{% endif %}{% endfor %}{{ b }}',
    ],
    [
      'loops in loops',
      '{% for i in items %}{% for i in i.tags %}{{ i }}{{ forloop.index }}{% else %}{{ i.name }}{% endfor %}{{ i.name }}{{ forloop.index }}{% endfor %}{{ i }}',
    ],
    [
      'lets other tags see a loop',
      '{% for i in items %}{% case i.name %}{% when "Cup" %}{{ forloop.index }}{{ i.price }}{% else %}{% assign last = i.name %}{% endcase %}{% endfor %}{{ last }}',
    ],
    [
      'lets a loop see other tags',
      '{% tablerow i in items cols: 2 %}{{ i.name }}{% for t in i.tags %}{{ t }}{{ tablerowloop.col }}{% endfor %}{% endtablerow %}',
    ],
    [
      'joins conditions',
      '{% if a.b == "x" and not none %}1{% endif %}{% if not none and b >= 2 %}2{% endif %}{% if none or a.list contains 3 %}3{% endif %}',
    ],
    [
      'compares with nothing',
      '{% if none == nil %}1{% endif %}{% if items != empty %}2{% endif %}{% if none == blank %}3{% endif %}{% if none > 1 %}4{% endif %}',
    ],
    [
      'asks what has a mind of its own',
      '{{ who }}{{ who.name }}{{ who.size }}{{ who.list | join: "+" }}{% for i in who.list %}{{ i }}{% endfor %}{% for i in who %}{{ i }}{% endfor %}',
    ],
    [
      'chooses',
      '{% if none %}1{% elsif a.list == items %}2{% elsif b %}3{% else %}4{% endif %}{% unless b %}5{% elsif b == 2 %}6{% else %}7{% endunless %}',
    ],
    ['refuses as Liquid does', '{{ b | date_to_xmlschema }}{{ items | where: 1, 2, 3 | url_decode }}{{ "%" | url_decode }}'],
  ])('%s as Liquid itself does', (_, template) => {
    const expected = byLiquid(template, CART);
    expect(expected).not.toBe('');
    expect(byProgram(template, CART)).toEqual(expected);
  });
});
