import { describe, expect, it } from 'vitest';
import { DEFAULT_DELIVERY } from '../../../../shared/delivery/settings.js';
import { NO_EMAIL_SETTINGS } from '../../../../shared/email/template.js';
import { compileTemplate } from '../renderer.js';
import { contrastRatio, parseColour } from './colour.js';
import { messageFindings } from './messages.js';
import { templateFindings } from './template.js';

const FOOT = '<mj-text>{{ sender.postal_address }} <a href="{{ unsubscribe_url }}" style="color:#333">Unsubscribe</a></mj-text>';
const page = (blocks: string, foot = FOOT): string =>
  `<mjml><mj-body background-color="#ffffff"><mj-section><mj-column>${blocks}${foot}</mj-column></mj-section></mj-body></mjml>`;
const common = {
  settings: { ...NO_EMAIL_SETTINGS, sender: { name: 'Shop', postalAddress: 'Way 1, Town', website: '' } },
  delivery: { ...DEFAULT_DELIVERY, unsubscribeMailbox: 'out@shop.example' },
};

const SUBJECT = 'Your cart is waiting for you';
const PREHEADER = 'Everything is where you left it, for a week.';

async function found(mjml: string, rest: { subject?: string; preheader?: string; text?: string } = {}) {
  const { subject = SUBJECT, preheader = PREHEADER, text = null } = rest;
  const source = { mjml, text, subject, preheader };
  const { template } = await compileTemplate(source, { places: true });
  const html = template?.render({ values: {}, shown: [true, true], time: 0, zone: 'UTC' }, { marks: true }).html ?? '';
  return templateFindings({ source, subject, preheader, html, common });
}

const TEXT = `<mj-text>${'Everything is still where you left it, and it stays there for a week. '.repeat(3)}</mj-text>`;

describe('the check of a template', () => {
  it('finds nothing in a sound one', async () => {
    const picture = '<mj-image src="https://shop.com/cup.png" alt="A cup" href="https://shop.com/cup?a=1" />';
    expect(await found(page(`${TEXT}${picture}<mj-button href="{{ product_url }}">Look</mj-button>`))).toEqual([]);
  });

  it.each([
    ['', 'error', /has no address/],
    ['#', 'error', /placeholder/],
    ['https://example.com/a', 'error', /leads nowhere/],
    ['www.shop.com/a', 'error', /not a whole address/],
    ['https://shop.com/a b', 'error', /space/],
    ['javascript:alert(1)', 'error', /do not follow/],
    ['http://shop.com', 'warning', /not encrypted/],
    ['https://bit.ly/abc', 'warning', /hides/],
  ])('finds a link to “%s”', async (href, severity, message) => {
    const mjml = page(`${TEXT}<mj-button href="${href}">Look</mj-button>`);
    expect(await found(mjml)).toMatchObject([
      { kind: 'link', severity, from: mjml.indexOf('<mj-button'), message: expect.stringMatching(message) as unknown },
    ]);
    const inText = page(`${TEXT}<mj-text>Look <b>at</b> <a style="color:#000" href="${href}">this</a></mj-text>`);
    expect(await found(inText)).toMatchObject([{ kind: 'link', severity, from: inText.indexOf('<a style') }]);
  });

  it.each(['https://shop.com/{{ product_id }}?utm=1', 'mailto:a@shop.com', '{{ product_url | default: "https://shop.com" }}'])(
    'lets a link to %s be',
    async (href) => {
      expect(await found(page(`${TEXT}<mj-button href='${href}'>Look</mj-button>`))).toEqual([]);
    },
  );

  it.each([
    ['<mj-image src="https://shop.com/a.png" />', 'altText', /no alternative text/],
    ['<mj-image src="https://shop.com/a.png" alt="a.png" />', 'altText', /name of a file/],
    ['<mj-image src="https://shop.com/a.svg" alt="A" />', 'image', /SVG/],
    ['<mj-image src="https://shop.com/a.png" alt="A" width="2000px" />', 'image', /2000 pixels/],
    [`<mj-image src="data:image/png;base64,${'A'.repeat(200_000)}" alt="A" />`, 'image', /147 kB/],
    ['<mj-text>You have won! Act now!!!</mj-text>', 'spam', /presses for time/],
    ['<mj-text><a href="https://evil.com" style="color:#000">www.bank.com</a></mj-text>', 'spam', /phishing/],
    ['<mj-text color="#999999">Hard to read</mj-text>', 'contrast', /2\.8 : 1/],
    ['<mj-text><span style="color:#fff">Not to be read</span></mj-text>', 'contrast', /1\.0 : 1/],
    ['<mj-button href="https://shop.com" background-color="#ffd200" color="#ffffff">Look</mj-button>', 'contrast', /“Look”/],
  ])('finds %s', async (block, kind, message) => {
    const mjml = page(`${TEXT}${block}`);
    const [first] = await found(mjml);
    expect(first).toMatchObject({ kind, part: 'mjml' });
    expect(first?.message).toMatch(message);
    expect(first?.from).toBeGreaterThanOrEqual(mjml.indexOf(block));
  });

  it('wants a way to unsubscribe and a postal address, for everybody and in each version', async () => {
    const kinds = async (mjml: string, text?: string) =>
      (await found(mjml, text === undefined ? {} : { text })).map(({ kind }) => kind);
    expect(await kinds(page(TEXT, ''))).toEqual(['unsubscribe', 'postalAddress']);
    expect(await kinds(page(TEXT), 'Hello')).toEqual(['unsubscribe', 'postalAddress']);
    const hidden = FOOT.replace('<mj-text', `<mj-text show-if='{"did":"Order Completed"}'`);
    expect(await kinds(page(TEXT, hidden))).toEqual(['unsubscribe']);
    expect(await kinds(page(TEXT, '<mj-text>Way 1, Town {{ unsubscribe_url }}</mj-text>'))).toEqual([]);
  });

  it.each([
    [{ subject: '' }, 'subject', 'error'],
    [{ subject: 'A subject that goes on and on and on until no mailbox in the world shows all of it' }, 'subject', 'warning'],
    [{ subject: 'FREE SHIPPING TODAY' }, 'spam', 'warning'],
    [{ subject: 'Re: your order' }, 'spam', 'warning'],
    [{ preheader: '' }, 'preheader', 'warning'],
    [{ preheader: SUBJECT }, 'preheader', 'warning'],
  ])('finds %o', async (part, kind, severity) => {
    expect((await found(page(TEXT), part))[0]).toMatchObject({ kind, severity });
  });
});

describe('the check of messages', () => {
  const row = {
    ...{ userId: 'ana', journey: 'j', node: 'n', entry: 0, count: 0, variant: '', time: '', subject: 'S', shown: [] },
    ...{ missing: [], empty: [], bytes: 1000, blankLinks: 0, failure: '' },
  };

  it('says how many and who, with the place', () => {
    const mjml = page('<mj-text>{% for a in cart.items %}{{ a.name }}{% endfor %}{{ first_name | upcase }}</mj-text>');
    const lacking = { ...row, missing: [{ token: 'first_name', part: 'html' as const }] };
    const found = messageFindings(
      [
        lacking,
        { ...lacking, userId: 'ben', empty: ['cart.items'] },
        { ...row, failure: 'Liquid: no.' },
        { ...row, bytes: 110_000 },
        { ...row, blankLinks: 2 },
      ],
      { mjml, text: null },
    );
    expect(found).toMatchObject([
      { kind: 'liquid', severity: 'error', messages: 1 },
      {
        kind: 'missing',
        severity: 'error',
        messages: 2,
        from: mjml.indexOf('{{ first'),
        examples: [{ userId: 'ana' }, { userId: 'ben' }],
      },
      { kind: 'empty', messages: 1, from: mjml.indexOf('{% for') },
      { kind: 'link', messages: 1 },
      { kind: 'size', severity: 'error', messages: 1 },
    ]);
    expect(messageFindings([row], { mjml, text: null })).toEqual([]);
    expect(messageFindings([{ ...row, bytes: 95_000 }], { mjml, text: null })).toMatchObject([
      { kind: 'size', severity: 'warning' },
    ]);
  });
});

describe('the check of colours for dark mode', () => {
  const STYLED = '<mj-text css-class="words" color="#222222">Read me at night</mj-text>';
  const styled = (css: string, blocks = STYLED): string =>
    page(`${TEXT}${blocks}`).replace('<mj-body', `<mj-head><mj-style>${css}</mj-style></mj-head><mj-body`);
  const inDark = (css: string): string => `@media (prefers-color-scheme: dark) { ${css} }`;
  const findings = async (css: string, blocks?: string) =>
    (await found(styled(css, blocks))).filter(({ kind }) => kind === 'contrast');

  it('finds text that stays dark on a background that becomes dark', async () => {
    const mjml = styled(inDark('.words { background-color: #111111 !important; }'));
    const dark = (await found(mjml)).filter(({ kind }) => kind === 'contrast');
    expect(dark).toEqual([
      {
        kind: 'contrast',
        severity: 'error',
        message: '“Read me at night” is hard to read in dark mode: its contrast is 1.2 : 1 and should be 4.5 : 1.',
        suggestion: expect.stringContaining('what is not set there stays as in light mode') as string,
        part: 'mjml',
        from: mjml.indexOf(STYLED),
        to: mjml.indexOf(STYLED) + 1,
      },
    ]);
  });

  it.each([
    ['sets both', inDark('.words { background-color: #111 !important } .words div { color: #eee !important }')],
    ['is about the light', '@media (prefers-color-scheme: light) { .words { background-color: #111 !important } }'],
    ['does not come before the element’s own style', inDark('.words div { color: #ffffff }')],
    ['is taken back by a later one', inDark('.words { background: #111 !important } .words { background: #fff !important }')],
    ['hides it', inDark('.words { display: none !important; background: #111 !important }')],
    ['is meant for something else', inDark('.words:hover, .others, ::selection { background: #111 !important }')],
    ['is no CSS', '@media (prefers-color-scheme: dark) { .words { background'],
  ])('finds nothing where a rule %s', async (_, css) => {
    expect(await findings(css)).toEqual([]);
  });

  it('finds light text that stays on its light background, however the rule reaches it', async () => {
    const css = `@media screen and (prefers-color-scheme:dark) { @supports (color: red) { td.words > div { COLOR: white!important } } }`;
    expect((await findings(css)).map(({ message }) => message)).toEqual([
      expect.stringContaining('in dark mode: its contrast is 1.0'),
    ]);
  });

  it('does not say twice what is the same in the light', async () => {
    const pale = '<mj-text css-class="pale" color="#999999">Hard to read</mj-text>';
    const messages = (await findings(inDark('.words { color: #000 !important }'), pale)).map(({ message }) => message);
    expect(messages).toEqual([expect.not.stringContaining('dark mode')]);
  });
});

describe('contrast', () => {
  it('is that of WCAG', () => {
    const ratio = (a: string, b: string) => {
      const [first, second] = [parseColour(a), parseColour(b)];
      return first && second ? contrastRatio(first, second) : 0;
    };
    expect(ratio('#000', 'white')).toBeCloseTo(21, 5);
    expect(ratio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(ratio('rgb(119, 119, 119)', '#FFF')).toBeCloseTo(4.48, 2);
    expect(parseColour('rgba(0,0,0,0.5)')).toBeUndefined();
    expect(parseColour('constructor')).toBeUndefined();
  });
});
