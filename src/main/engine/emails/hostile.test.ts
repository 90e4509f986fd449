import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { ProductHistory } from '../../../shared/email/history.js';
import { nested } from '../../../shared/email/names.js';
import { recipientValues } from '../../../shared/email/values.js';
import { parseMjml } from '../../../shared/email/document.js';
import { resolve, vocabularyOf } from '../../../shared/email/vocabulary.js';
import { templateFindings } from './checks/template.js';
import { compileOrRefuse, compileTemplate } from './renderer.js';
import { DEFAULT_DELIVERY } from '../../../shared/delivery/settings.js';
import { NO_EMAIL_SETTINGS } from '../../../shared/email/template.js';

const page = (blocks: string): string =>
  `<mjml><mj-body><mj-section><mj-column>${blocks}</mj-column></mj-section></mj-body></mjml>`;
const MJML =
  page(`<mj-text>{{ customer.name }} {{ trigger.note | upcase }} {% for item in cart.items %}{{ item.name }}{% endfor %}</mj-text>
<mj-button href="{{ product_url }}">{{ product_name }}</mj-button><mj-image src="{{ product_image_url }}" alt="{{ product_name }}" />`);
const common = { settings: NO_EMAIL_SETTINGS, delivery: DEFAULT_DELIVERY };

/** What a log might hold to do harm. */
const evil = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    '{{ customer.email }}{% for i in (1..999999999) %}x{% endfor %}',
    '</mj-text><mj-raw><script>',
    'a\r\nBcc: all@example.com',
    '{% raw %}',
    'https://shop.example/"onmouseover="alert(1)',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

/** The elements and attributes of an HTML that could run anything. */
function elementsIn(html: string): { scripts: number; handlers: string[] } {
  const found = { scripts: 0, handlers: [] as string[] };
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      if (tag === 'script' || tag === 'iframe' || tag === 'object') found.scripts++;
      found.handlers.push(...Object.keys(attributes).filter((name) => name.startsWith('on')));
    },
  });
  parser.end(html);
  return found;
}

describe('values that mean harm', () => {
  it('become text, never markup, a script or a header', async () => {
    const template = await compileOrRefuse({ mjml: MJML, text: null, subject: '{{ customer.name }}' }, 'x');
    fc.assert(
      fc.property(evil, evil, evil, (name, note, url) => {
        const history = new ProductHistory();
        const properties = { product_id: 'p', name: note, url, image_url: url, note };
        history.take({ event: 'Product Added', time: 0, properties });
        const trigger = { event: { name: 'Product Added', properties }, time: 0 };
        const values = recipientValues({ userId: 'u', traits: { name }, history, trigger, time: 0 });
        const { html, subject } = template.render({ values, shown: [], time: 0, zone: 'UTC' });
        expect(elementsIn(html)).toEqual({ scripts: 0, handlers: [] });
        for (const [, address = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g))
          expect(address).toMatch(/^(https?:|mailto:|tel:|#|$)/i);
        expect(subject).not.toMatch(/[\r\n]/);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('may be called anything', () => {
    const names = [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      '',
      '.',
      'a..b',
      '0',
      '__proto__.polluted',
    ];
    const properties = Object.fromEntries([['product_id', 'p'], ...names.map((name) => [name, 'x'])]) as Record<string, string>;
    Object.defineProperty(properties, '__proto__', { value: 'x', enumerable: true });
    const history = new ProductHistory();
    history.take({ event: 'Product Viewed', time: 0, properties });
    history.take({ event: 'constructor', time: 0, properties });
    const values = recipientValues({ userId: '__proto__', traits: properties, history, time: 0 });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Object.getPrototypeOf(nested(properties))).toBe(Object.prototype);
    expect(values['recent']).toMatchObject({ viewed: [{ id: 'p' }] });
    const vocabulary = vocabularyOf({ traits: names, properties: names, hasLog: true });
    expect(resolve(vocabulary, ['customer', '__proto__'])).toHaveProperty('shape');
    expect(resolve(vocabulary, ['customer', 'valueOf'])).toHaveProperty('unknown');
  });

  it('cannot reach what Liquid’s host holds', async () => {
    const template = await compileOrRefuse(
      {
        mjml: page(
          '<mj-text>[{{ constructor }}{{ customer.constructor }}{{ customer.__proto__ }}{{ __proto__.x }}{{ x.length }}]</mj-text>',
        ),
        text: null,
      },
      'x',
    );
    const { html } = template.render({ values: { customer: {}, x: {} }, shown: [], time: 0, zone: 'UTC' });
    expect(html).toContain('[]');
  });
});

describe('templates that mean harm', () => {
  const spent = async (work: () => unknown): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };

  it.each([
    ['goes through a list in itself', `${'{% for a in list %}'.repeat(9)}x{{ a }}${'{% endfor %}'.repeat(9)}`],
    ['loops for ever', '{% for a in (1..1000000000) %}{% for b in (1..1000000000) %}x{% endfor %}{% endfor %}'],
    ['doubles a text', `{% assign a = "xxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(60)}{{ a }}`],
    [
      'fills the memory',
      '{% assign a = "x" %}{% for i in (1..100000000) %}{% assign a = a | append: "xxxxxxxxxxxxxxxxxxxxxxxx" %}{% endfor %}',
    ],
  ])('end soon: one that %s', async (_, liquid) => {
    const { template } = await compileTemplate({ mjml: page(`<mj-text>${liquid}</mj-text>`), text: null });
    const time = await spent(() => {
      try {
        template?.render({ values: { list: Array<number>(100).fill(1) }, shown: [], time: 0, zone: 'UTC' });
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid' });
      }
    });
    expect(time).toBeLessThan(10_000);
  });

  it.each([
    ['reads a file', page('<mj-include path="/etc/passwd" />')],
    [
      'reads a file in its head',
      '<mjml><mj-head><mj-include path="/etc/passwd" type="css" /></mj-head><mj-body></mj-body></mjml>',
    ],
    ['asks for a partial', page('<mj-text>{% render "/etc/passwd" %}</mj-text>')],
    ['asks for a layout', page('<mj-text>{% layout "/etc/passwd" %}</mj-text>')],
    ['draws lots', page('<mj-text>{{ recent.viewed | sample }}</mj-text>')],
  ])('are refused: one that %s', async (_, mjml) => {
    const { template, problems } = await compileTemplate({ mjml, text: null });
    expect(template).toBeUndefined();
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('are read to the end however they are made', async () => {
    const made = [
      '<mjml>'.repeat(500),
      page('<mj-column>'.repeat(20_000)),
      page('<mj-text>' + '<div>'.repeat(5_000) + '</mj-text>'),
      page('<mj-section><mj-column>'.repeat(200)),
      page(`<mj-text>${'{{ a }}'.repeat(5_000)}</mj-text>`),
      page(`<mj-text show-if='${'{"all":['.repeat(500)}'>a</mj-text>`),
      '{% if a %}'.repeat(2_000),
      '\u0000<mjml>\uFFFF{{',
    ];
    for (const mjml of made) {
      const time = await spent(async () => {
        const { template } = await compileTemplate({ mjml, text: null });
        const html = template?.render({ values: {}, shown: [], time: 0, zone: 'UTC' }).html ?? '';
        templateFindings({ source: { mjml, text: null }, subject: 'S', preheader: '', html, common });
      });
      expect(time).toBeLessThan(10_000);
    }
  });

  it('never make the reader fail', () => {
    const piece = fc.constantFrom(
      '<mjml>',
      '</mjml>',
      '<mj-text ',
      'show-if=\'{"did":1}\'',
      '>',
      '/>',
      '{{',
      '}}',
      '{%',
      '%}',
      '"',
      "'",
      '<',
      'a',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(Array.isArray(parseMjml(pieces.join('')).faults)).toBe(true);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
