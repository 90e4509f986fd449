/** What can be set of each block, beside what it says: the attributes that marketers want, in their words. */
export type PropertyKind = 'colour' | 'length' | 'space' | 'alignment' | 'address' | 'words' | 'choice';

export interface Property {
  name: string;
  label: string;
  kind: PropertyKind;
  /** MJML's own value, shown where the template says nothing. */
  usual?: string;
  choices?: readonly { value: string; label: string }[];
}

const background: Property = { name: 'background-color', label: 'Background', kind: 'colour' };
const colour: Property = { name: 'color', label: 'Text colour', kind: 'colour', usual: '#000000' };
const alignment: Property = { name: 'align', label: 'Alignment', kind: 'alignment' };
const space = (usual: string): Property => ({ name: 'padding', label: 'Space around', kind: 'space', usual });
const size: Property = { name: 'font-size', label: 'Text size', kind: 'length', usual: '13px' };
const weight: Property = {
  name: 'font-weight',
  label: 'Weight',
  kind: 'choice',
  choices: [
    { value: 'normal', label: 'Normal' },
    { value: 'bold', label: 'Bold' },
  ],
};
const lineHeight: Property = { name: 'line-height', label: 'Line height', kind: 'length', usual: '1' };
const corner: Property = { name: 'border-radius', label: 'Corners', kind: 'length' };
const width = (usual: string): Property => ({ name: 'width', label: 'Width', kind: 'length', usual });
const link: Property = { name: 'href', label: 'Link', kind: 'address' };
const TEXT: readonly Property[] = [colour, size, weight, lineHeight, alignment, space('10px 25px')];
const BAND: readonly Property[] = [background, space('20px 0')];

const PROPERTIES: Readonly<Record<string, readonly Property[]>> = {
  'mj-body': [background, width('600px')],
  'mj-wrapper': BAND,
  'mj-section': [
    ...BAND,
    {
      name: 'full-width',
      label: 'Background reaches',
      kind: 'choice',
      choices: [
        { value: '', label: 'As wide as the e-mail' },
        { value: 'full-width', label: 'The whole window' },
      ],
    },
  ],
  'mj-group': [background, width('')],
  'mj-column': [background, width(''), space('0')],
  'mj-hero': [background, space('0'), { name: 'height', label: 'Height', kind: 'length' }],
  'mj-text': TEXT,
  'mj-table': TEXT,
  'mj-button': [
    link,
    { ...background, usual: '#414141' },
    { ...colour, usual: '#ffffff' },
    size,
    weight,
    { ...corner, usual: '3px' },
    { ...alignment },
    { name: 'inner-padding', label: 'Space inside', kind: 'space', usual: '10px 25px' },
    space('10px 25px'),
  ],
  'mj-image': [
    { name: 'src', label: 'Address of the picture', kind: 'address' },
    { name: 'alt', label: 'Description (alt text)', kind: 'words' },
    link,
    width(''),
    corner,
    alignment,
    space('10px 25px'),
  ],
  'mj-divider': [
    { name: 'border-color', label: 'Colour', kind: 'colour', usual: '#000000' },
    { name: 'border-width', label: 'Thickness', kind: 'length', usual: '4px' },
    { ...width('100%') },
    {
      name: 'border-style',
      label: 'Line',
      kind: 'choice',
      choices: [
        { value: 'solid', label: 'Solid' },
        { value: 'dashed', label: 'Dashed' },
        { value: 'dotted', label: 'Dotted' },
      ],
    },
    space('10px 25px'),
  ],
  'mj-spacer': [{ name: 'height', label: 'Height', kind: 'length', usual: '20px' }],
  'mj-social': [{ name: 'icon-size', label: 'Size of the icons', kind: 'length', usual: '20px' }, alignment, space('10px 25px')],
  'mj-social-element': [{ name: 'name', label: 'Network', kind: 'words' }, link],
  'mj-navbar': [alignment, space('0')],
  'mj-navbar-link': [link, colour, size],
  'mj-carousel-image': [
    { name: 'src', label: 'Address of the picture', kind: 'address' },
    { name: 'alt', label: 'Description (alt text)', kind: 'words' },
    link,
  ],
};

export function propertiesOf(tag: string): readonly Property[] {
  return PROPERTIES[tag] ?? [];
}

const FORMATTED: ReadonlySet<string> = new Set([
  'mj-text',
  'mj-button',
  'mj-navbar-link',
  'mj-social-element',
  'mj-accordion-title',
  'mj-accordion-text',
]);

/** Whether a block holds words with formats. */
export function isFormatted(tag: string): boolean {
  return FORMATTED.has(tag);
}
