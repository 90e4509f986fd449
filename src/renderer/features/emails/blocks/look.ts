import type { CSSProperties } from 'react';
import { attribute, findBlock, type Block } from '../../../../shared/email/document.js';

/** Reads an attribute of a block as it applies: its own, else what the head says for it. */
export type Reader = (block: Block, name: string) => string | undefined;

/** Attributes as MJML finds them: on the block, of its classes, of its kind, of all (`mj-attributes`). */
export function attributeReader(root: Block | undefined): Reader {
  const general = findBlock(root, 'mj-attributes')?.children ?? [];
  const all = general.find(({ tag }) => tag === 'mj-all');
  const byTag = new Map(general.map((block) => [block.tag, block]));
  const byClass = new Map(
    general.filter(({ tag }) => tag === 'mj-class').map((block) => [attribute(block, 'name') ?? '', block]),
  );
  return (block, name) => {
    const own = attribute(block, name);
    if (own !== undefined) return own;
    for (const each of (attribute(block, 'mj-class') ?? '').split(/\s+/)) {
      const value = byClass.get(each) && attribute(byClass.get(each) ?? block, name);
      if (value !== undefined) return value;
    }
    const ofTag = byTag.get(block.tag);
    return (ofTag && attribute(ofTag, name)) ?? (all && attribute(all, name));
  };
}

/** What MJML takes where nothing is said; only what shows on the canvas. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'mj-body': { width: '600px' },
  'mj-section': { padding: '20px 0' },
  'mj-wrapper': { padding: '20px 0' },
  'mj-hero': { padding: '0px' },
  'mj-text': { padding: '10px 25px', 'font-size': '13px', color: '#000000', align: 'left', 'line-height': '1.4' },
  'mj-table': { padding: '10px 25px', 'font-size': '13px', color: '#000000', align: 'left', 'line-height': '22px' },
  'mj-button': {
    padding: '10px 25px',
    'inner-padding': '10px 25px',
    'background-color': '#414141',
    color: '#ffffff',
    'font-size': '13px',
    'border-radius': '3px',
    align: 'center',
  },
  'mj-image': { padding: '10px 25px', align: 'center' },
  'mj-divider': { padding: '10px 25px', 'border-width': '4px', 'border-color': '#000000', 'border-style': 'solid' },
  'mj-spacer': { height: '20px' },
  'mj-social': { padding: '10px 25px', align: 'center' },
  'mj-navbar': { padding: '10px 25px', align: 'center' },
};

/** The value that applies, MJML's own where the template says nothing. */
export function applied(read: Reader, block: Block, name: string): string | undefined {
  return read(block, name) ?? DEFAULTS[block.tag]?.[name];
}

/** A value as CSS may have it: what is only known for a recipient, and what loads something, is left out. */
function plain(value: string | undefined): string | undefined {
  return value === undefined || /[{}]|url\s*\(/i.test(value) ? undefined : value;
}

const ALIGNMENTS = ['left', 'center', 'right', 'justify'] as const;

function alignment(value: string | undefined): (typeof ALIGNMENTS)[number] | undefined {
  return ALIGNMENTS.find((known) => known === value);
}

/** Only what is said: React would write `undefined` over what is inherited. */
function said(style: CSSProperties): CSSProperties {
  return Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
}

/** The space and ground of a block on the canvas. */
export function boxStyle(read: Reader, block: Block): CSSProperties {
  const value = (name: string) => plain(applied(read, block, name));
  return said({
    padding: value('padding'),
    paddingTop: value('padding-top'),
    paddingRight: value('padding-right'),
    paddingBottom: value('padding-bottom'),
    paddingLeft: value('padding-left'),
    background:
      block.tag === 'mj-button'
        ? value('container-background-color')
        : (value('background-color') ?? value('container-background-color')),
    textAlign: alignment(value('align')),
  });
}

/** How the words of a block look. */
export function textStyle(read: Reader, block: Block): CSSProperties {
  const value = (name: string) => plain(applied(read, block, name));
  return said({
    color: value('color'),
    fontSize: value('font-size'),
    fontWeight: value('font-weight'),
    fontStyle: value('font-style'),
    fontFamily: value('font-family'),
    lineHeight: value('line-height'),
    letterSpacing: value('letter-spacing'),
    textDecoration: value('text-decoration'),
  });
}

export function buttonStyle(read: Reader, block: Block): CSSProperties {
  const value = (name: string) => plain(applied(read, block, name));
  return {
    ...textStyle(read, block),
    ...said({
      background: value('background-color'),
      padding: value('inner-padding'),
      borderRadius: value('border-radius'),
      border: value('border'),
      width: value('width'),
    }),
  };
}

export function dividerStyle(read: Reader, block: Block): CSSProperties {
  const value = (name: string) => plain(applied(read, block, name));
  return said({
    borderTopWidth: value('border-width'),
    borderTopColor: value('border-color'),
    borderTopStyle: value('border-style') === 'dashed' ? 'dashed' : value('border-style') === 'dotted' ? 'dotted' : 'solid',
    width: value('width'),
  });
}

/** A length of the attributes in pixels; `undefined` for other units. */
export function pixels(value: string | undefined): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)px\s*$/.exec(value ?? '');
  return match ? Number(match[1]) : undefined;
}
