import { attribute, type Block } from './document.js';

/** Elements as marketers call them. */
const NAMES: Readonly<Record<string, string>> = {
  'mj-body': 'E-mail',
  'mj-wrapper': 'Wrapper',
  'mj-section': 'Section',
  'mj-group': 'Group of columns',
  'mj-column': 'Column',
  'mj-hero': 'Hero',
  'mj-text': 'Text',
  'mj-button': 'Button',
  'mj-image': 'Image',
  'mj-divider': 'Divider',
  'mj-spacer': 'Spacer',
  'mj-table': 'Table',
  'mj-social': 'Social links',
  'mj-social-element': 'Social link',
  'mj-navbar': 'Menu',
  'mj-navbar-link': 'Menu link',
  'mj-carousel': 'Carousel',
  'mj-carousel-image': 'Carousel image',
  'mj-accordion': 'Accordion',
  'mj-accordion-element': 'Accordion part',
  'mj-accordion-title': 'Accordion title',
  'mj-accordion-text': 'Accordion text',
  'mj-raw': 'HTML',
};

const CONTENT = [
  'mj-text',
  'mj-button',
  'mj-image',
  'mj-divider',
  'mj-spacer',
  'mj-table',
  'mj-social',
  'mj-navbar',
  'mj-carousel',
  'mj-accordion',
  'mj-raw',
];

/** What each element may hold. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
  'mj-body': ['mj-section', 'mj-wrapper', 'mj-hero', 'mj-raw'],
  'mj-wrapper': ['mj-section', 'mj-hero', 'mj-raw'],
  'mj-section': ['mj-column', 'mj-group', 'mj-raw'],
  'mj-group': ['mj-column', 'mj-raw'],
  'mj-column': CONTENT,
  'mj-hero': CONTENT,
  'mj-social': ['mj-social-element', 'mj-raw'],
  'mj-navbar': ['mj-navbar-link', 'mj-raw'],
  'mj-carousel': ['mj-carousel-image'],
  'mj-accordion': ['mj-accordion-element', 'mj-raw'],
  'mj-accordion-element': ['mj-accordion-title', 'mj-accordion-text', 'mj-raw'],
};

/** What people call an element: “Button”; the tag itself where it has no other name. */
export function nameOfTag(tag: string): string {
  return NAMES[tag] ?? tag;
}

/** Whether an element may stand in another. */
export function mayHold(parent: string, tag: string): boolean {
  return HOLDS[parent]?.includes(tag) ?? false;
}

/** Whether an element holds others, so that one can be put into it. */
export function holdsBlocks(tag: string): boolean {
  return HOLDS[tag] !== undefined;
}

/** What the palette offers. */
export const OFFERS = [
  'section',
  'twoColumns',
  'threeColumns',
  'hero',
  'heading',
  'text',
  'button',
  'image',
  'divider',
  'spacer',
  'products',
  'cart',
  'social',
  'footer',
  'html',
] as const;
export type Offer = (typeof OFFERS)[number];

export interface OfferKind {
  name: string;
  hint: string;
  /** The outermost element of `mjml`. */
  tag: string;
  /** What it begins with; lines are indented from nothing. */
  mjml: string;
}

const column = '<mj-column>\n</mj-column>';
const section = (columns: number): string =>
  `<mj-section>\n${Array.from({ length: columns }, () => column.replaceAll(/^/gm, '  ')).join('\n')}\n</mj-section>`;

/** A table of products, one row for each; the list that it goes through can be changed afterwards. */
function productRows(list: string, limit: number): string {
  return `<mj-table>
  {% for product in ${list} limit: ${String(limit)} %}
  <tr>
    <td width="96" style="padding: 8px 0;">
      <img src="{{ product.image_url }}" alt="{{ product.name | default: "Product" }}" width="80" style="display: block; border-radius: 6px;" />
    </td>
    <td style="padding: 8px 0 8px 16px; vertical-align: middle;">
      <strong>{{ product.name | default: "A product you liked" }}</strong><br />
      {{ product.price | default: "" }}
    </td>
  </tr>
  {% endfor %}
</mj-table>`;
}

export const OFFER_KINDS: Readonly<Record<Offer, OfferKind>> = {
  section: { name: 'Section', hint: 'A band of the e-mail with one column', tag: 'mj-section', mjml: section(1) },
  twoColumns: {
    name: '2 columns',
    hint: 'Two columns side by side; on phones one below the other',
    tag: 'mj-section',
    mjml: section(2),
  },
  threeColumns: { name: '3 columns', hint: 'Three columns side by side', tag: 'mj-section', mjml: section(3) },
  hero: {
    name: 'Hero',
    hint: 'A large band with a headline and a button',
    tag: 'mj-hero',
    mjml: `<mj-hero mode="fluid-height" background-color="#20304f" padding="56px 24px">
  <mj-text align="center" color="#ffffff" font-size="28px" font-weight="bold">A headline that says what it is about</mj-text>
  <mj-button background-color="#ffffff" color="#20304f" href="https://">Have a look</mj-button>
</mj-hero>`,
  },
  heading: {
    name: 'Heading',
    hint: 'A line in large letters',
    tag: 'mj-text',
    mjml: '<mj-text font-size="24px" font-weight="bold">A heading</mj-text>',
  },
  text: {
    name: 'Text',
    hint: 'Words, with tokens such as the first name',
    tag: 'mj-text',
    mjml: '<mj-text>Write something.</mj-text>',
  },
  button: {
    name: 'Button',
    hint: 'A link to press',
    tag: 'mj-button',
    mjml: '<mj-button href="https://">Have a look</mj-button>',
  },
  image: { name: 'Image', hint: 'A picture with its description', tag: 'mj-image', mjml: '<mj-image src="https://" alt="" />' },
  divider: {
    name: 'Divider',
    hint: 'A line across',
    tag: 'mj-divider',
    mjml: '<mj-divider border-width="1px" border-color="#d8dce3" />',
  },
  spacer: { name: 'Spacer', hint: 'Empty space', tag: 'mj-spacer', mjml: '<mj-spacer height="24px" />' },
  products: {
    name: 'Recently viewed',
    hint: 'The products a customer looked at last',
    tag: 'mj-table',
    mjml: productRows('recent.viewed', 3),
  },
  cart: { name: 'Cart', hint: 'What lies in the customer’s cart', tag: 'mj-table', mjml: productRows('cart.items', 5) },
  social: {
    name: 'Social links',
    hint: 'Icons that lead to your profiles',
    tag: 'mj-social',
    mjml: `<mj-social font-size="13px" icon-size="24px" mode="horizontal">
  <mj-social-element name="instagram" href="https://www.instagram.com/">Instagram</mj-social-element>
  <mj-social-element name="facebook" href="https://www.facebook.com/">Facebook</mj-social-element>
</mj-social>`,
  },
  footer: {
    name: 'Footer',
    hint: 'Who sends it, from where, and how to leave: what the law asks for',
    tag: 'mj-section',
    mjml: `<mj-section padding="24px 0">
  <mj-column>
    <mj-text align="center" color="#5c6570" font-size="12px">
      {{ sender.name }} · {{ sender.postal_address }}<br />
      <a href="{{ unsubscribe_url }}" style="color: #5c6570;">Unsubscribe</a>
    </mj-text>
  </mj-column>
</mj-section>`,
  },
  html: { name: 'HTML', hint: 'HTML of your own, with Liquid', tag: 'mj-raw', mjml: '<mj-raw><!-- Your HTML --></mj-raw>' },
};

/** What stands around an element where it may not stand alone: content in a section gets a column, in the e-mail a section too. */
const WRAPS: Readonly<Record<string, readonly string[]>> = {
  'mj-body': ['mj-section', 'mj-column'],
  'mj-wrapper': ['mj-section', 'mj-column'],
  'mj-section': ['mj-column'],
  'mj-group': ['mj-column'],
};

/**
 * The MJML of an element as it may stand in a parent, with the section and column that it needs there.
 * @returns `undefined` where it cannot stand
 */
export function fitted(mjml: string, tag: string, parent: string): string | undefined {
  if (mayHold(parent, tag)) return mjml;
  if (tag === 'mj-column' && (parent === 'mj-body' || parent === 'mj-wrapper')) return wrapped(mjml, ['mj-section']);
  const around = WRAPS[parent];
  return around && mayHold('mj-column', tag) ? wrapped(mjml, around) : undefined;
}

function wrapped(mjml: string, around: readonly string[]): string {
  return around.reduceRight((inner, tag) => `<${tag}>\n${inner.replaceAll(/^/gm, '  ')}\n</${tag}>`, mjml);
}

/** What an HTML text says without its tags, on one line. */
export function plainWords(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&nbsp;|\s+/g, ' ')
    .trim();
}

/** Words by which a block is told from its neighbours: “Text: Hello Ana”. */
export function describeBlock(block: Block): string {
  const name = nameOfTag(block.tag);
  const words = block.content === undefined ? attribute(block, 'alt') : plainWords(block.content);
  return words ? `${name}: ${words}` : name;
}
