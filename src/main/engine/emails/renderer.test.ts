import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../shared/contract/error.js';
import { compileOrRefuse, compileTemplate } from './renderer.js';

const page = (body: string, head = '') => `<mjml><mj-head>${head}</mj-head><mj-body>${body}</mj-body></mjml>`;
const column = (blocks: string) => page(`<mj-section><mj-column>${blocks}</mj-column></mj-section>`);
const nobody = { shown: [], time: 0, zone: 'UTC' };
const compile = (mjml: string, rest: { text?: string; subject?: string; preheader?: string } = {}) =>
  compileOrRefuse({ text: null, ...rest, mjml }, 'Test');

describe('a compiled template', () => {
  it('is rendered for any number of recipients', async () => {
    const template = await compile(column('<mj-text>Hello {{ first_name | default: "there" }}!</mj-text>'), {
      subject: '{{ first_name }}, your cart',
      preheader: '{{ cart.items.size }} things',
    });
    const ana = template.render({ values: { first_name: 'Ana', cart: { items: [1, 2] } }, ...nobody });
    expect(ana).toMatchObject({ subject: 'Ana, your cart', preheader: '2 things', missing: [] });
    expect(ana.html).toContain('Hello Ana!');
    expect(ana.html).toContain('2 things');
    expect(ana.text).toBe('Hello Ana!\n');
    const ben = template.render({ values: { cart: { items: [] } }, ...nobody });
    expect(ben.html).toContain('Hello there!');
    expect(ben.missing).toEqual([{ token: 'first_name', part: 'subject' }]);
  });

  it('shows what is missing where it is asked to', async () => {
    const template = await compile(column('<mj-text>{{ a }}<b>{{ b | upcase }}</b></mj-text>'), { subject: '{{ a }}' });
    const { subject, html, missing } = template.render({ values: { a: 'x' }, ...nobody }, { marks: true });
    expect(subject).toBe('x');
    expect(html).toContain('<mark class="wp-missing">b?</mark>');
    expect(missing).toEqual([{ token: 'b', part: 'html' }]);
    const linked = await compile(column('<mj-text><a href="{{ link }}" style="color: red">{{ b }}</a></mj-text>'));
    const shown = linked.render({ values: {}, ...nobody }, { marks: true });
    expect(shown.html).toContain('<a href="" style="color: red"><mark class="wp-missing">b?</mark></a>');
    expect(shown.missing.map(({ token }) => token)).toEqual(['link', 'b']);
  });

  it('reads subject and preheader of the head as text', async () => {
    const template = await compile(page('', '<mj-title>You &amp; me &lt;3 {{ a | default: "x & y" }}</mj-title>'), {
      preheader: 'a < b & c',
    });
    const { subject, preheader, html } = template.render({ values: {}, ...nobody });
    expect(subject).toBe('You & me <3 x & y');
    expect(preheader).toBe('a < b & c');
    expect(html).toContain('a &lt; b &amp; c');
  });

  it('lets no value become markup, a script or a second header', async () => {
    const template = await compile(
      column(
        '<mj-text>{{ name }} {{ name | raw }}</mj-text><mj-button href="{{ url }}">{{ name }}</mj-button><mj-image src="{{ url }}" alt="{{ name }}" />',
      ),
      { subject: '{{ name }}' },
    );
    const name = '"><script>alert(1)</script>\r\nBcc: x@example.com';
    const { html, subject } = template.render({ values: { name, url: 'javascript:alert(1)' }, ...nobody });
    expect(html).not.toMatch(/<script|javascript:/i);
    expect(html).toContain('&#34;&gt;&lt;script&gt;');
    expect(subject).not.toMatch(/[\r\n]/);
    const safe = template.render({ values: { name, url: 'https://shop.example/a?b=1&c=2' }, ...nobody });
    expect(safe.html).toContain('href="https://shop.example/a?b=1&amp;c=2"');
  });

  it('keeps conditional blocks for those who see them', async () => {
    const mjml = page(`
      <mj-section show-if='{"did":"Order Completed"}'><mj-column><mj-text>Thank you</mj-text></mj-column></mj-section>
      <mj-section><mj-column>
        <mj-text show-if="{&quot;trait&quot;:&quot;tier&quot;,&quot;is&quot;:{&quot;eq&quot;:&quot;gold&quot;}}">Gold</mj-text><mj-text>All</mj-text>
      </mj-column></mj-section>`);
    const template = await compile(mjml);
    expect(template.blocks.map(({ condition }) => condition)).toEqual([
      { did: 'Order Completed' },
      { trait: 'tier', is: { eq: 'gold' } },
    ]);
    const first = template.render({ values: {}, ...nobody, shown: [true, false] });
    expect(first.html).toContain('Thank you');
    expect(first.html).not.toContain('Gold');
    expect(first.text).toBe('Thank you\n\nAll\n');
    expect(template.render({ values: {}, ...nobody, shown: [false, true] }).text).toBe('Gold\n\nAll\n');
    expect(first.html).not.toContain('show-if');
  });

  it('has the subject and preheader of its head where the journey brings none', async () => {
    const template = await compile(
      page('<mj-section></mj-section>', '<mj-title>Hi {{ n }}</mj-title><mj-preview>Pre</mj-preview>'),
    );
    expect(template.render({ values: { n: 1 }, ...nobody })).toMatchObject({ subject: 'Hi 1', preheader: 'Pre' });
  });

  it('says which lists were empty', async () => {
    const template = await compile(column('<mj-text>{% for item in cart.items %}{{ item.name }}{% endfor %}</mj-text>'));
    expect(template.render({ values: { cart: { items: [] } }, ...nobody }).empty).toEqual(['cart.items']);
    const hidden = await compile(
      column(
        `<mj-table show-if='{"did":"A"}'>{% for item in cart.items %}{{ item.name }}{% endfor %}</mj-table><mj-text>{% for a in b %}{% if a %}{% else %}{% endif %}{{ a }}{% else %}none{% endfor %}</mj-text>`,
      ),
    );
    expect(hidden.render({ values: {}, ...nobody, shown: [false] }).empty).toEqual([]);
    expect(hidden.render({ values: {}, ...nobody, shown: [true] }).empty).toEqual(['cart.items']);
    const one = template.render({ values: { cart: { items: [{ name: 'Cup' }] } }, ...nobody });
    expect(one).toMatchObject({ empty: [], text: 'Cup\n' });
  });

  it('ends a render that takes too much', async () => {
    const template = await compile(column('<mj-text>{% for i in (1..100000000) %}x{% endfor %}</mj-text>'));
    expect(() => template.render({ values: {}, ...nobody })).toThrow(EngineError);
  });
});

describe('a template with a fault', () => {
  it.each([
    ['is no MJML', 'hello', /begins with <mjml>/],
    ['is never closed', '<mjml><mj-body><mj-section></mj-body></mjml>', /never closed/],
    ['includes a file', page('<mj-include path="/etc/passwd" />'), /mj-include.*refused/],
    ['has Liquid between blocks', page('{% if a %}<mj-section></mj-section>{% endif %}'), /must stand in <mj-raw>/],
    ['has a tag without its end', column('<mj-text>{% if a %}</mj-text>'), /tag.*if.*not closed/],
    ['has an unknown filter', column('<mj-text>{{ a | shout }}</mj-text>'), /shout/],
    ['reads a partial', column('<mj-text>{% include "/etc/passwd" %}</mj-text>'), /refused/],
    ['has a condition that is none', column(`<mj-text show-if='{"did":1}'>a</mj-text>`), /condition of <mj-text>/],
    [
      'has a column with a condition',
      page(`<mj-section><mj-column show-if='{"all":[]}'></mj-column></mj-section>`),
      /cannot depend/,
    ],
  ])('says so: it %s', async (_, mjml, message) => {
    const { template, problems } = await compileTemplate({ mjml, text: null });
    expect(template).toBeUndefined();
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message);
  });
});
